import type {
  addCrossReference,
  changeCrossReference,
  CrossReference,
  removeCrossReferences,
} from '@portal/api/cross-references.ts'
import { mostCrossReferences } from '@portal/api/cross-references.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { cleanCode } from './clean-code.ts'
import { crossReferenceOf } from './cross-reference-page.ts'

/**
 * Keeps a code for a product. Throws not_found, invalid_input for a code by which nothing could be found,
 * cross_reference_exists where the product has it already, and limit_reached.
 */
export async function putCrossReference(
  context: Context,
  given: ParsedOf<typeof addCrossReference>['body'],
): Promise<CrossReference> {
  return transaction(context.db, async (tx) => {
    const row = await rowOf(tx, null, { ...given })
    const id = newId()
    await tx
      .insertInto('catalog.cross_references')
      .values({ ...row, id })
      .execute()
    await note(tx, context, 'cross_reference.add', row)
    return crossReferenceOf(tx, context.language, id)
  })
}

/** Absent = kept. Throws what putCrossReference does. */
export async function alterCrossReference(
  context: Context,
  id: string,
  patch: ParsedOf<typeof changeCrossReference>['body'],
): Promise<CrossReference> {
  return transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('catalog.cross_references')
      .select(['product_id as productId', 'code', 'owner'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    const row = await rowOf(tx, id, {
      productId: patch.productId ?? before.productId,
      code: patch.code ?? before.code,
      owner: patch.owner === undefined ? before.owner : patch.owner,
    })
    await tx.updateTable('catalog.cross_references').set(row).where('id', '=', id).execute()
    await note(tx, context, 'cross_reference.change', { ...row, before })
    return crossReferenceOf(tx, context.language, id)
  })
}

/** Those that are not there are passed over. */
export async function dropCrossReferences(
  context: Context,
  ids: readonly string[],
): Promise<OutputOf<typeof removeCrossReferences>> {
  return transaction(context.db, async (tx) => {
    const { rows: removed } = await sql<{ productId: string; code: string; owner: string | null }>`
      delete from catalog.cross_references where id = any(${[...ids]}::uuid[])
      returning product_id as "productId", code, owner`.execute(tx)
    if (removed.length > 0)
      await record(tx, context, {
        action: 'cross_reference.remove',
        entityKind: 'product',
        entityId: removed.length === 1 ? removed[0]!.productId : null,
        details: { removed },
      })
    return { removed }
  })
}

async function rowOf(
  tx: Tx,
  id: string | null,
  given: { productId: string; code: string; owner: string | null },
) {
  const clean = cleanCode(given.code)
  if ('wrong' in clean) throw new AppError('invalid_input', {}, { code: clean.wrong })
  // two who write codes of one product wait for one another: neither goes beyond the limit, nor writes the same twice
  const product = await tx
    .selectFrom('catalog.products')
    .select('id')
    .where('id', '=', given.productId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!product) throw new AppError('not_found')
  const others = await tx
    .selectFrom('catalog.cross_references')
    .select(['id', 'code_key'])
    .where('product_id', '=', given.productId)
    .execute()
  const left = others.filter((other) => other.id !== id)
  if (left.some((other) => other.code_key === clean.key)) throw new AppError('cross_reference_exists')
  if (left.length >= mostCrossReferences) throw new AppError('limit_reached', { most: mostCrossReferences })
  return {
    product_id: given.productId,
    code: clean.code,
    code_key: clean.key,
    owner: given.owner?.replaceAll(/\s+/g, ' ') || null,
  }
}

function note(
  tx: Tx,
  context: Context,
  action: string,
  row: { product_id: string; before?: object },
): Promise<void> {
  return record(tx, context, { action, entityKind: 'product', entityId: row.product_id, details: { ...row } })
}
