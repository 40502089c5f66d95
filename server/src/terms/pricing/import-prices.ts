import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { pricesChanged } from './events.ts'

export interface ImportedPriceList {
  externalId: string
  name: string | null
  currency: string
  /** null = the source does not say */
  includesVat: boolean | null
  deleted: boolean
}

/**
 * Upserts price lists by (source, external id): a price type of 1C is one. The first list of a seller becomes his base
 * list. Outcomes in order.
 */
export async function importPriceLists(
  tx: Tx,
  source: string,
  seller: { id: string; pricesIncludeVat: boolean },
  lists: readonly ImportedPriceList[],
  now: Date,
): Promise<('created' | 'changed' | 'same')[]> {
  const known = await mappedPriceLists(tx, source)
  const outcomes: ('created' | 'changed' | 'same')[] = []
  for (const list of lists) {
    const id = known.get(list.externalId)?.id
    if (!id) {
      await create(tx, source, seller, list, now)
      outcomes.push('created')
      continue
    }
    const changed = await sql`update pricing.price_lists set name = coalesce(${list.name}, name),
        includes_vat = coalesce(${list.includesVat}, includes_vat), active = ${!list.deleted}, updated_at = ${now}
      where id = ${id} and (name is distinct from coalesce(${list.name}, name) or active <> ${!list.deleted}
        or includes_vat is distinct from coalesce(${list.includesVat}, includes_vat))`.execute(tx)
    outcomes.push((changed.numAffectedRows ?? 0n) > 0n ? 'changed' : 'same')
  }
  return outcomes
}

async function create(
  tx: Tx,
  source: string,
  seller: { id: string; pricesIncludeVat: boolean },
  list: ImportedPriceList,
  now: Date,
): Promise<void> {
  const id = newId()
  await sql`insert into pricing.price_lists
      (id, name, currency, includes_vat, is_base, seller_id, active, created_at, updated_at)
    values (${id}, ${list.name ?? list.externalId}, ${list.currency}, ${list.includesVat ?? seller.pricesIncludeVat},
      not exists (select from pricing.price_lists where seller_id = ${seller.id} and is_base), ${seller.id},
      ${!list.deleted}, ${now}, ${now})`.execute(tx)
  await tx
    .insertInto('pricing.price_list_mappings')
    .values({ source, external_id: list.externalId, price_list_id: id })
    .execute()
}

/** Our price lists behind a source's keys, with their currencies. */
export async function mappedPriceLists(
  db: Db | Tx,
  source: string,
): Promise<Map<string, { id: string; name: string; currency: string }>> {
  const rows = await db
    .selectFrom('pricing.price_list_mappings as m')
    .innerJoin('pricing.price_lists as l', 'l.id', 'm.price_list_id')
    .select(['m.external_id', 'l.id', 'l.name', 'l.currency'])
    .where('m.source', '=', source)
    .execute()
  return new Map(rows.map((row) => [row.external_id, { id: row.id, name: row.name, currency: row.currency }]))
}

export interface ImportedPrice {
  priceListId: string
  productId: string
  /** the nil uuid = the base unit */
  packagingId: string
  /** in that unit */
  minQuantity: string
  /** for `perQuantity` of that unit; never divided. Null takes the price away: it is asked for */
  amount: string | null
  perQuantity: string
}

/**
 * Sets the open-ended prices that are named and nothing else; dated rows of a list are left alone. Keys are distinct.
 * Answers how many rows were new, changed and the same.
 */
export async function importPrices(
  tx: Tx,
  prices: readonly ImportedPrice[],
): Promise<{ created: number; changed: number; same: number }> {
  const removed = await removePrices(
    tx,
    prices.filter((price) => price.amount === null),
  )
  const set = prices.filter((price) => price.amount !== null)
  const none = prices.length - set.length - removed
  if (set.length === 0) return { created: 0, changed: removed, same: none }
  const column = columnOf(set)
  // what is the same is neither locked nor written: most rows of a full export are
  const { rows } = await sql<{ product_id: string; fresh: boolean }>`
    with r as materialized (
      select * from unnest(${column('priceListId')}::uuid[], ${column('productId')}::uuid[], ${column('packagingId')}::uuid[],
        ${column('minQuantity')}::numeric[], ${column('amount')}::numeric[], ${column('perQuantity')}::numeric[])
        as r(price_list_id, product_id, packaging_id, min_quantity, amount, per_quantity)
    ), different as materialized (
      select r.*, p.price_list_id is null as fresh from r
      left join pricing.prices p on p.price_list_id = r.price_list_id and p.product_id = r.product_id
        and p.packaging_id = r.packaging_id and p.min_quantity = r.min_quantity and p.valid_from = '-infinity'
      where p.price_list_id is null or p.amount <> r.amount or p.per_quantity <> r.per_quantity
        or p.valid_until <> 'infinity'
    ), written as (
      insert into pricing.prices (price_list_id, product_id, packaging_id, min_quantity, amount, per_quantity)
      select price_list_id, product_id, packaging_id, min_quantity, amount, per_quantity from different
      on conflict (price_list_id, product_id, packaging_id, min_quantity, valid_from) do update
        set amount = excluded.amount, per_quantity = excluded.per_quantity, valid_until = excluded.valid_until
    )
    select product_id, fresh from different`.execute(tx)
  if (rows.length > 0)
    await publish(tx, pricesChanged, { productIds: [...new Set(rows.map((row) => row.product_id))] })
  const created = rows.filter((row) => row.fresh).length
  return { created, changed: rows.length - created + removed, same: set.length - rows.length + none }
}

async function removePrices(tx: Tx, prices: readonly ImportedPrice[]): Promise<number> {
  if (prices.length === 0) return 0
  const column = columnOf(prices)
  const { numAffectedRows } = await sql`
    delete from pricing.prices p
    using unnest(${column('priceListId')}::uuid[], ${column('productId')}::uuid[], ${column('packagingId')}::uuid[],
      ${column('minQuantity')}::numeric[]) as r(price_list_id, product_id, packaging_id, min_quantity)
    where p.price_list_id = r.price_list_id and p.product_id = r.product_id and p.packaging_id = r.packaging_id
      and p.min_quantity = r.min_quantity and p.valid_from = '-infinity'`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

function columnOf(prices: readonly ImportedPrice[]) {
  return <K extends keyof ImportedPrice>(key: K) => prices.map((price) => price[key])
}
