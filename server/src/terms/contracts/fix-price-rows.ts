import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { setFixedPriceRows } from '@portal/api/contracts.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { Decimal } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { readNumber } from '#kernel/read-number.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import { recordInParts } from '#src/people/audit/public.ts'
import { lockContract } from './lock-contract.ts'

type Rows = ParsedOf<typeof setFixedPriceRows>['body']['rows']
type RowAnswer = OutputOf<typeof setFixedPriceRows>['rows'][number]

interface NewPrice {
  productId: string
  article: string
  amount: Decimal
  contracted: Decimal | null
}

/** Fixes prices of base units by article. What is wrong with a row is its outcome; the others are set (law 7). */
export async function fixPricesByRows(
  context: Context,
  contractId: string,
  rows: Rows,
): Promise<OutputOf<typeof setFixedPriceRows>> {
  return transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    const keys = rows.map((row) => articleKey(row.article))
    const known = await productsByKey(tx, contract.seller_id, keys)
    const taken = new Set<string>()
    const prices: NewPrice[] = []
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
      const { id: productId, article } = found[0]!
      if (taken.has(productId)) return answer('repeated')
      taken.add(productId)
      prices.push({ productId, article: article ?? row.article, amount, contracted })
      return answer('set')
    })
    const before = await inForce(
      tx,
      contract,
      prices.map(({ productId }) => productId),
      context.now,
    )
    await changeAgreements(tx, prices, before)
    await agreeAnew(
      tx,
      contractId,
      prices.filter(({ productId }) => !before.has(productId)),
    )
    await recordInParts(
      tx,
      context,
      {
        action: 'contract.fix_prices',
        entityKind: 'contract',
        entityId: contract.id,
        companyId: contract.company_id,
        details: { rows: rows.length, set: prices.length },
      },
      prices.map(({ productId, article, amount }) => [
        article,
        before.get(productId)?.amount ?? null,
        amount.toFixed(),
      ]),
    )
    await tellBrowsers(tx, { topic: 'context', companyId: contract.company_id })
    return { rows: answers }
  })
}

/** The agreements on base units that answer today in the seller's zone: of two in force, the one that began later. */
async function inForce(
  tx: Tx,
  contract: { id: string; seller_id: string },
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, { id: string; amount: string }>> {
  const { rows } = await sql<{ product_id: string; id: string; amount: string }>`
    select distinct on (f.product_id) f.product_id, f.id, trim_scale(f.amount)::text as amount
    from contracts.fixed_prices f
    cross join (select (${now}::timestamptz at time zone time_zone)::date as date
      from sellers.sellers where id = ${contract.seller_id}) today
    where f.contract_id = ${contract.id} and f.product_id = any(${[...productIds]}::uuid[])
      and f.packaging_id = ${baseUnit} and f.valid_from <= today.date and today.date < f.valid_until
    order by f.product_id, f.valid_from desc`.execute(tx)
  return new Map(rows.map((row) => [row.product_id, row]))
}

/** A price that is agreed today gets another figure; its dates stay, and its quantity where the row names none. */
async function changeAgreements(
  tx: Tx,
  prices: readonly NewPrice[],
  before: ReadonlyMap<string, { id: string }>,
): Promise<void> {
  const changed = prices.flatMap((price) => {
    const id = before.get(price.productId)?.id
    return id ? { ...price, id } : []
  })
  if (changed.length === 0) return
  await sql`
    update contracts.fixed_prices f
    set amount = r.amount, contracted_quantity = coalesce(r.contracted, f.contracted_quantity)
    from unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ amount }) => amount.toFixed())}::numeric[],
      ${changed.map(({ contracted }) => contracted?.toFixed() ?? null)}::numeric[]) as r(id, amount, contracted)
    where f.id = r.id`.execute(tx)
}

/** An agreement without dates; one that has ended begins anew: nothing is drawn of it, and it has no end. */
async function agreeAnew(tx: Tx, contractId: string, prices: readonly NewPrice[]): Promise<void> {
  if (prices.length === 0) return
  await sql`
    insert into contracts.fixed_prices (id, contract_id, product_id, amount, contracted_quantity)
    select r.id, ${contractId}, r.product_id, r.amount, r.contracted
    from unnest(${prices.map(() => newId())}::uuid[], ${prices.map((price) => price.productId)}::uuid[],
        ${prices.map((price) => price.amount.toFixed())}::numeric[],
        ${prices.map((price) => price.contracted?.toFixed() ?? null)}::numeric[])
      as r(id, product_id, amount, contracted)
    on conflict (contract_id, product_id, packaging_id, valid_from) do update
      set amount = excluded.amount, contracted_quantity = excluded.contracted_quantity, drawn_quantity = 0,
        valid_until = 'infinity'`.execute(tx)
}

/** Products of the contract's seller by article key; a key that two products share has both. */
async function productsByKey(
  tx: Tx,
  sellerId: string,
  keys: readonly string[],
): Promise<Map<string, { id: string; name: string; article: string | null }[]>> {
  const products = await tx
    .selectFrom('catalog.products')
    .select(['id', 'name', 'article', 'article_key'])
    .where('seller_id', '=', sellerId)
    .where('active', '=', true)
    .where('article_key', 'in', [...new Set(keys.filter((key) => key !== '')), ''])
    .execute()
  return Map.groupBy(products, (product) => product.article_key ?? '')
}
