import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import {
  type attachDocumentGroup,
  type attachDocumentRows,
  type AttachOutcome,
  mediaLimits,
} from '@portal/api/product-media.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { articleKey } from '../article-key.ts'
import { goodsByArticle } from '../goods-by-article.ts'
import { requireProduct } from './document-view.ts'

interface Pair {
  documentId: string
  productId: string
}

/** Attaches a document to one product; once more changes nothing. Throws not_found and limit_reached. */
export async function attachOne(tx: Tx, context: Context, { documentId, productId }: Pair): Promise<void> {
  await requireProduct(tx, productId)
  await requireDocument(tx, documentId)
  const outcomes = await attachMany(tx, context, documentId, [productId])
  if (outcomes.get(productId) === 'full')
    throw new AppError('limit_reached', { most: mediaLimits.documentsOfProduct })
}

/** Takes a document off a product; the document stays, with nobody's product too. */
export async function detachOne(context: Context, { documentId, productId }: Pair): Promise<void> {
  await transaction(context.db, async (tx) => {
    const { rows } = await sql<{ source: string | null }>`
      select source from catalog.product_documents
      where document_id = ${documentId} and product_id = ${productId} for update`.execute(tx)
    if (!rows[0]) throw new AppError('not_found')
    if (rows[0].source !== null) throw new AppError('media_from_exchange')
    await sql`delete from catalog.product_documents
      where document_id = ${documentId} and product_id = ${productId}`.execute(tx)
    await record(tx, context, {
      action: 'product_document.detach',
      entityKind: 'product_document',
      entityId: documentId,
      details: { productId },
    })
  })
}

/** By articles; rows in = rows reported. */
export async function attachRows(
  context: Context,
  documentId: string,
  rows: ParsedOf<typeof attachDocumentRows>['body']['rows'],
): Promise<OutputOf<typeof attachDocumentRows>> {
  return transaction(context.db, async (tx) => {
    await requireDocument(tx, documentId)
    const goods = await goodsByArticle(
      tx,
      rows.map(({ article }) => article),
    )
    const found = rows.map(({ article }) => goods.get(articleKey(article)) ?? [])
    const outcomes = await attachMany(tx, context, documentId, [
      ...new Set(found.flatMap((ids) => (ids.length === 1 ? ids : []))),
    ])
    const told = new Set<string>()
    return {
      rows: found.map((ids) => {
        const [id] = ids
        if (id === undefined) return { outcome: 'unknown' }
        if (ids.length > 1) return { outcome: 'ambiguous' }
        if (told.has(id)) return { outcome: 'repeated' }
        told.add(id)
        return { outcome: outcomes.get(id)! }
      }),
    }
  })
}

/**
 * Attaches a document to what a brand, a category or a family has today. A product that comes later is not given it by
 * itself: a certificate names what it covers, and somebody has to look whether the new one is among it.
 */
export async function attachGroup(
  context: Context,
  documentId: string,
  { brandId, categoryId, familyOf }: ParsedOf<typeof attachDocumentGroup>['body'],
): Promise<OutputOf<typeof attachDocumentGroup>> {
  return transaction(context.db, async (tx) => {
    await requireDocument(tx, documentId)
    const conditions = [sql`not p.has_variants`]
    if (brandId) conditions.push(sql`p.brand_id = ${brandId}`)
    if (categoryId)
      conditions.push(sql`exists (select from catalog.product_categories pc
        join catalog.categories k on k.id = pc.category_id
        where pc.product_id = p.id and k.ancestors @> array[${categoryId}::uuid])`)
    if (familyOf)
      conditions.push(sql`p.family_id = (select family_id from catalog.products where id = ${familyOf})`)
    const most = mediaLimits.productsAtOnce
    const { rows } = await sql<{ id: string }>`
      select p.id from catalog.products p where ${sql.join(conditions, sql` and `)}
      order by p.id limit ${most + 1}`.execute(tx)
    if (rows.length > most) throw new AppError('limit_reached', { most })
    const outcomes = await attachMany(
      tx,
      context,
      documentId,
      rows.map(({ id }) => id),
    )
    const counts = { attached: 0, same: 0, full: 0 }
    for (const outcome of outcomes.values()) counts[outcome] += 1
    return counts
  })
}

/** The document is there and stays while this goes on; throws not_found. */
async function requireDocument(tx: Tx, documentId: string): Promise<void> {
  const { rows } = await sql`select from catalog.documents where id = ${documentId} for key share`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found')
}

type Attached = Extract<AttachOutcome, 'attached' | 'same' | 'full'>

/** In two statements, however many. What an exchange has attached stays the exchange's: the next one may take it off. */
async function attachMany(
  tx: Tx,
  context: Context,
  documentId: string,
  productIds: readonly string[],
): Promise<Map<string, Attached>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; outcome: Attached }>`
    with wanted as (
      select w.id, exists (select from catalog.product_documents pd
          where pd.product_id = w.id and pd.document_id = ${documentId}) as there,
        (select count(*) from catalog.product_documents pd where pd.product_id = w.id) as others
      from unnest(${[...productIds]}::uuid[]) as w(id)
    ), put as (
      insert into catalog.product_documents (product_id, document_id)
      select id, ${documentId} from wanted where not there and others < ${mediaLimits.documentsOfProduct}
      on conflict do nothing
    )
    select id, case when there then 'same' when others < ${mediaLimits.documentsOfProduct} then 'attached' else 'full' end as outcome
    from wanted`.execute(tx)
  const attached = rows.filter(({ outcome }) => outcome === 'attached')
  if (attached.length > 0)
    await record(tx, context, {
      action: 'product_document.attach',
      entityKind: 'product_document',
      entityId: documentId,
      details: {
        products: attached.length,
        // the first hundred say what it was; all of them can be read of the document
        productIds: attached.slice(0, 100).map(({ id }) => id),
      },
    })
  return new Map(rows.map(({ id, outcome }) => [id, outcome]))
}
