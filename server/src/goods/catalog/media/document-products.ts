import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { listDocumentProducts } from '@portal/api/product-media.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Context } from '#kernel/mount.ts'
import { officeSearch } from '../office-search.ts'
import { nameIn } from '../office-products.ts'
import { documentView } from './document-view.ts'

interface Row {
  id: string
  article: string | null
  name: string
  brand: string | null
  active: boolean
  attached_by_exchange: boolean
}

/** What a document is attached to, by name. Throws not_found. */
export async function productsOfDocument(
  { db, language, now }: Context,
  documentId: string,
  query: ParsedOf<typeof listDocumentProducts>['query'],
): Promise<OutputOf<typeof listDocumentProducts>> {
  const { productCount } = await documentView({ db, now }, documentId)
  const name = nameIn(language)
  const search = query.search?.trim() ? sql`and ${officeSearch('p', query.search)}` : sql``
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const { rows } = await sql<Row>`
    select p.id, p.article, ${name} as name, b.name as brand, p.active, pd.source is not null as attached_by_exchange
    from catalog.product_documents pd join catalog.products p on p.id = pd.product_id
    left join catalog.brands b on b.id = p.brand_id
    where pd.document_id = ${documentId} ${search}
      ${after ? sql`and (${name} collate "ru-x-icu", p.id) > (${after[0]}::text collate "ru-x-icu", ${after[1]}::uuid)` : sql``}
    order by ${name} collate "ru-x-icu", p.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.name, row.id],
    ({ attached_by_exchange: attachedByExchange, ...row }) => ({ ...row, attachedByExchange }),
  )
  if (!query.total) return page
  if (!query.search?.trim()) return { ...page, total: productCount }
  const counted = await sql<{ count: number }>`
    select count(*)::int from catalog.product_documents pd join catalog.products p on p.id = pd.product_id
    where pd.document_id = ${documentId} ${search}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}
