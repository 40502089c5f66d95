import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { setProductQuantities } from '@portal/api/quantities.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { readNumber } from '#kernel/read-number.ts'
import { record } from '#src/people/audit/public.ts'
import { type KeptLimits, limitColumns, limitsFrom, readLimits, sameLimits } from './quantity-limits.ts'

type Body = ParsedOf<typeof setProductQuantities>['body']

interface Packaging {
  unitId: string
  numerator: string
  denominator: string
}

/**
 * Sets the least, step and most of a product, and what it is packed in. A packaging with another factor is another
 * packaging: the old one is put away and stays what orders and carts stand in. Throws not_found, invalid_input with what is
 * wrong, packagings_from_exchange where an exchange keeps the product's packagings, and terms_changed where others stand than
 * were seen.
 */
export async function setQuantities(
  context: Context,
  productId: string,
  { seen, ...body }: Body,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const product = await tx
      .selectFrom('catalog.products')
      .select(['base_unit_id', ...limitColumns])
      .where('id', '=', productId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!product) throw new AppError('not_found')
    if (seen && !(await isSame(tx, productId, product, seen))) throw new AppError('terms_changed')
    const limits = readLimits({ min: body.minQuantity, step: body.stepQuantity, max: body.maxQuantity })
    if (typeof limits === 'string') throw new AppError('invalid_input', {}, { limits })
    const packagings = body.packagings?.map(readPackaging)
    const units = packagings?.map(({ unitId }) => unitId) ?? []
    if (new Set(units).size < units.length)
      throw new AppError('invalid_input', {}, { packagings: 'unit_twice' })
    await tx
      .updateTable('catalog.products')
      .set({
        min_quantity: limits.min?.toFixed() ?? null,
        step_quantity: limits.step?.toFixed() ?? null,
        max_quantity: limits.max?.toFixed() ?? null,
        updated_at: context.now,
      })
      .where('id', '=', productId)
      .execute()
    if (packagings) await putPackagings(tx, productId, product.base_unit_id, packagings)
    await record(tx, context, {
      action: 'product.set_quantities',
      entityKind: 'product',
      entityId: productId,
      details: { ...body },
    })
  })
}

/** Of two people who change the quantities of a product at once the second one hears of the first. */
async function isSame(
  tx: Tx,
  productId: string,
  limits: KeptLimits,
  seen: NonNullable<Body['seen']>,
): Promise<boolean> {
  if (!sameLimits(limitsFrom(limits), limitsFrom(seen))) return false
  const packagings = await tx
    .selectFrom('catalog.packagings')
    .select('id')
    .where('product_id', '=', productId)
    .where('active', '=', true)
    .execute()
  const there = new Set(packagings.map(({ id }) => id))
  return there.size === seen.packagingIds.length && seen.packagingIds.every((id) => there.has(id))
}

function readPackaging({
  unitId,
  numerator,
  denominator,
}: NonNullable<Body['packagings']>[number]): Packaging {
  const read = (text: string) => {
    const number = readNumber(text, { whole: 12, places: 6 })
    if (!number?.gt(0)) throw new AppError('invalid_input', {}, { packagings: 'bad_factor' })
    return number
  }
  const [up, down] = [read(numerator), read(denominator)]
  // a packaging of one base unit is the base unit itself
  if (up.eq(down)) throw new AppError('invalid_input', {}, { packagings: 'factor_is_base' })
  return { unitId, numerator: up.toFixed(), denominator: down.toFixed() }
}

async function putPackagings(
  tx: Tx,
  productId: string,
  baseUnitId: string,
  packagings: readonly Packaging[],
): Promise<void> {
  const { rows: sources } = await sql`
    select from catalog.mappings where kind = 'product' and entity_id = ${productId} limit 1`.execute(tx)
  if (sources.length > 0) throw new AppError('packagings_from_exchange')
  const known = await tx
    .selectFrom('catalog.units')
    .select('id')
    .where('id', 'in', packagings.length > 0 ? packagings.map(({ unitId }) => unitId) : [baseUnitId])
    .execute()
  if (packagings.some(({ unitId }) => unitId === baseUnitId || !known.some(({ id }) => id === unitId)))
    throw new AppError('invalid_input', {}, { packagings: 'unit_unknown' })
  await sql`update catalog.packagings set active = false where product_id = ${productId}`.execute(tx)
  for (const { unitId, numerator, denominator } of packagings)
    await tx
      .insertInto('catalog.packagings')
      .values({
        id: newId(),
        product_id: productId,
        unit_id: unitId,
        factor_numerator: numerator,
        factor_denominator: denominator,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['product_id', 'unit_id', 'factor_numerator', 'factor_denominator'])
          .doUpdateSet({ active: true }),
      )
      .execute()
}
