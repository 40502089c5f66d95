import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { ProductDetails } from '@portal/api/goods.ts'
import type { Language, MoneyWire } from '@portal/api/primitives.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { listPrices, PriceRow } from '@portal/api/price-lists.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { wirePrice, wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { officeSearch } from '#src/goods/catalog/public.ts'
import { mustBePriceList } from './lock-price-list.ts'

interface Row {
  product_id: string
  article: string | null
  name: string
  packaging_id: string
  unit_name: string
  min_quantity: string
  amount: string
  currency: string
  per_quantity: string
  valid_from: string
  valid_until: string
}

/** The join of a price `r` of a list `l` with its product `p` and the unit `u` that it is for. */
const priceTables = sql`pricing.prices r
  join pricing.price_lists l on l.id = r.price_list_id
  join catalog.products p on p.id = r.product_id
  left join catalog.packagings g on g.id = r.packaging_id
  join catalog.units u on u.id = coalesce(g.unit_id, p.base_unit_id)`

const nameOf = (table: string, language: Language) => {
  const own = sql.raw(table)
  return language === 'en' ? sql`coalesce(${own}.name_en, ${own}.name)` : sql`${own}.name`
}

const columns = (
  language: Language,
) => sql`r.product_id, p.article, ${nameOf('p', language)} as name, r.packaging_id,
  ${nameOf('u', language)} as unit_name, r.min_quantity::text, r.amount::text, l.currency, r.per_quantity::text,
  r.valid_from::text, r.valid_until::text`

/** Rows of a price list by the names of the goods, tiers in their order. */
export async function pricePage(
  { db, language }: Context,
  priceListId: string,
  query: ParsedOf<typeof listPrices>['query'],
): Promise<OutputOf<typeof listPrices>> {
  await mustBePriceList(db, priceListId)
  const conditions: RawBuilder<unknown>[] = [sql`r.price_list_id = ${priceListId}`]
  if (query.search?.trim()) conditions.push(officeSearch('p', query.search))
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id', 'id', 'decimal', 'date']) : null
  const name = sql`${nameOf('p', language)} collate "ru-x-icu"`
  const { rows } = await sql<Row>`
    select ${columns(language)} from ${priceTables}
    where ${filter} ${
      after
        ? sql`and (${name}, p.id, r.packaging_id, r.min_quantity, r.valid_from) > (${after[0]}::text collate "ru-x-icu",
            ${after[1]}::uuid, ${after[2]}::uuid, ${after[3]}::numeric, ${after[4]}::date)`
        : sql``
    }
    order by ${name}, p.id, r.packaging_id, r.min_quantity, r.valid_from limit ${query.limit + 1}`.execute(db)
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.name, row.product_id, row.packaging_id, row.min_quantity, row.valid_from],
    onWire,
  )
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from pricing.prices r join catalog.products p on p.id = r.product_id where ${filter}`.execute(
    db,
  )
  return { ...page, total: counted.rows[0]!.count }
}

/** One row of a list by its key; the row is there. */
export async function priceRowOf(
  db: Db,
  language: Language,
  key: {
    priceListId: string
    productId: string
    packagingId: string
    minQuantity: string
    validFrom: string
  },
): Promise<PriceRow> {
  const { rows } = await sql<Row>`
    select ${columns(language)} from ${priceTables}
    where r.price_list_id = ${key.priceListId} and r.product_id = ${key.productId}
      and r.packaging_id = ${key.packagingId} and r.min_quantity = ${key.minQuantity}::numeric
      and r.valid_from = ${key.validFrom}::date`.execute(db)
  return onWire(rows[0]!)
}

/** A product's prices in every list, the base list first. */
export async function pricesOf(
  db: Db,
  productId: string,
  language: Language,
): Promise<ProductDetails['prices']> {
  const { rows } = await sql<
    Row & { list_id: string; list_name: string; is_base: boolean; includes_vat: boolean }
  >`
    select ${columns(language)}, l.id as list_id, l.name as list_name, l.is_base, l.includes_vat
    from ${priceTables} where r.product_id = ${productId}
    order by l.is_base desc, lower(l.name), l.id, r.packaging_id, r.min_quantity, r.valid_from`.execute(db)
  return rows.map((row) => {
    const { productId: _, article: __, name: ___, ...price } = onWire(row)
    return {
      priceListId: row.list_id,
      priceListName: row.list_name,
      isBase: row.is_base,
      includesVat: row.includes_vat,
      ...price,
    }
  })
}

/** Today's price of one base unit, from the least quantity, by the base list of each product's seller. */
export async function basePrices(
  db: Db,
  productIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, MoneyWire>> {
  const { rows } = await sql<{ id: string; amount: string; currency: string }>`
    select distinct on (p.id) p.id, round(r.amount / r.per_quantity, 6)::text as amount, l.currency
    from catalog.products p
    join sellers.sellers s on s.id = p.seller_id
    join pricing.price_lists l on l.seller_id = p.seller_id and l.is_base and l.active
    join pricing.prices r on r.price_list_id = l.id and r.product_id = p.id and r.packaging_id = ${baseUnit}
    cross join lateral (select (${now}::timestamptz at time zone s.time_zone)::date as date) today
    where p.id = any(${[...productIds]}::uuid[]) and r.valid_from <= today.date and today.date < r.valid_until
    order by p.id, r.min_quantity, r.valid_from desc`.execute(db)
  return new Map(rows.map((row) => [row.id, wirePrice(row.amount, row.currency)]))
}

function onWire(row: Row): PriceRow {
  return {
    productId: row.product_id,
    article: row.article,
    name: row.name,
    packagingId: row.packaging_id,
    unitName: row.unit_name,
    minQuantity: wireQuantity(row.min_quantity),
    amount: wirePrice(row.amount, row.currency),
    perQuantity: wireQuantity(row.per_quantity),
    validFrom: row.valid_from === '-infinity' ? null : row.valid_from,
    validUntil: row.valid_until === 'infinity' ? null : row.valid_until,
  }
}
