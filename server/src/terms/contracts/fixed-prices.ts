import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { setFixedPrice } from '@portal/api/contracts.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { lockContract } from './lock-contract.ts'
import { noteChange } from './note-change.ts'
import { validPeriod } from './valid-period.ts'

type Contracted = Awaited<ReturnType<typeof lockContract>>

/** Fixes the price of a product, or of one of its packagings; one from the same day is replaced. Answers its id. */
export async function fixPrice(
  context: Context,
  contractId: string,
  price: ParsedOf<typeof setFixedPrice>['body'],
): Promise<string> {
  return transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    const packagingId = price.packagingId ?? baseUnit
    await requireUnit(tx, contract, price.productId, packagingId)
    if (decimal(price.amount).lte(0)) throw new AppError('invalid_input', {}, { amount: 'not_positive' })
    if (price.contractedQuantity && decimal(price.contractedQuantity).lte(0))
      throw new AppError('invalid_input', {}, { contractedQuantity: 'not_positive' })
    const agreed = {
      ...validPeriod(price.validFrom, price.validUntil),
      amount: price.amount,
      ...(price.contractedQuantity === undefined ? {} : { contracted_quantity: price.contractedQuantity }),
      ...(price.overContracted === undefined ? {} : { over_contracted: price.overContracted }),
    }
    const { id } = await tx
      .insertInto('contracts.fixed_prices')
      .values({
        id: newId(),
        contract_id: contractId,
        product_id: price.productId,
        packaging_id: packagingId,
        ...agreed,
      })
      .onConflict((conflict) =>
        conflict.columns(['contract_id', 'product_id', 'packaging_id', 'valid_from']).doUpdateSet(agreed),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await noteChange(tx, context, contract, 'contract.fix_price', { ...price })
    return id
  })
}

export async function unfixPrice(context: Context, contractId: string, fixedPriceId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    const removed = await tx
      .deleteFrom('contracts.fixed_prices')
      .where('id', '=', fixedPriceId)
      .where('contract_id', '=', contractId)
      .returningAll()
      .executeTakeFirst()
    if (!removed) throw new AppError('not_found')
    await noteChange(tx, context, contract, 'contract.unfix_price', { ...removed })
  })
}

async function requireUnit(
  tx: Tx,
  contract: Contracted,
  productId: string,
  packagingId: string,
): Promise<void> {
  const { rows } = await sql<{ unit: boolean }>`
    select ${packagingId}::uuid = ${baseUnit}::uuid or exists (select from catalog.packagings k
      where k.id = ${packagingId} and k.product_id = p.id and k.active) as unit
    from catalog.products p where p.id = ${productId} and p.seller_id = ${contract.seller_id}`.execute(tx)
  if (!rows[0]?.unit) throw new AppError('not_found')
}
