import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { setFixedPrice, setFixedPriceRows } from '@portal/api/terms.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, type Decimal } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { readNumber } from '#kernel/read-number.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
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

type Rows = ParsedOf<typeof setFixedPriceRows>['body']['rows']
type RowAnswer = OutputOf<typeof setFixedPriceRows>['rows'][number]

/** Fixes prices of base units by article. What is wrong with a row is its outcome; the others are set (law 7). */
export async function fixPricesByRows(
  context: Context,
  contractId: string,
  rows: Rows,
): Promise<OutputOf<typeof setFixedPriceRows>> {
  return transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    const keys = rows.map((row) => articleKey(row.article))
    const known = await productsByKey(tx, contract, keys)
    const taken = new Set<string>()
    const prices: { productId: string; amount: Decimal; contracted: Decimal | null }[] = []
    const answers = rows.map((row, index): RowAnswer => {
      const found = known.get(keys[index]!) ?? []
      const answer = (outcome: RowAnswer['outcome']): RowAnswer => ({
        article: row.article,
        productName: found.length === 1 ? found[0]!.name : null,
        outcome,
      })
      if (found.length === 0) return answer('unknown')
      if (found.length > 1) return answer('ambiguous')
      const amount = readNumber(row.price, { whole: 13, places: 6 })
      if (!amount?.gt(0)) return answer('bad_price')
      const quantityText = row.contractedQuantity?.trim()
      const contracted = quantityText ? readNumber(quantityText, { whole: 12, places: 6 }) : null
      if (quantityText && !contracted?.gt(0)) return answer('bad_quantity')
      const { id: productId } = found[0]!
      if (taken.has(productId)) return answer('repeated')
      taken.add(productId)
      prices.push({ productId, amount, contracted })
      return answer('set')
    })
    await putPrices(tx, contractId, prices)
    await noteChange(tx, context, contract, 'contract.fix_prices', { rows: rows.length, set: prices.length })
    return { rows: answers }
  })
}

async function putPrices(
  tx: Tx,
  contractId: string,
  prices: readonly { productId: string; amount: Decimal; contracted: Decimal | null }[],
): Promise<void> {
  if (prices.length === 0) return
  await sql`
    insert into contracts.fixed_prices (id, contract_id, product_id, amount, contracted_quantity)
    select r.id, ${contractId}, r.product_id, r.amount, r.contracted
    from unnest(${prices.map(() => newId())}::uuid[], ${prices.map((price) => price.productId)}::uuid[],
        ${prices.map((price) => price.amount.toFixed())}::numeric[],
        ${prices.map((price) => price.contracted?.toFixed() ?? null)}::numeric[])
      as r(id, product_id, amount, contracted)
    on conflict (contract_id, product_id, packaging_id, valid_from) do update
      set amount = excluded.amount,
        contracted_quantity = coalesce(excluded.contracted_quantity, fixed_prices.contracted_quantity)`.execute(
    tx,
  )
}

/** Products of the contract's seller by article key; a key that two products share has both. */
async function productsByKey(
  tx: Tx,
  contract: Contracted,
  keys: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const products = await tx
    .selectFrom('catalog.products')
    .select(['id', 'name', 'article_key'])
    .where('seller_id', '=', contract.seller_id)
    .where('active', '=', true)
    .where('article_key', 'in', [...new Set(keys.filter((key) => key !== '')), ''])
    .execute()
  return Map.groupBy(products, (product) => product.article_key ?? '')
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
