import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { FixedPrice, listFixedPrices } from '@portal/api/contracts.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { type Decimal, decimal, wirePrice, wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { requireContract } from './lock-contract.ts'
import { wireDate } from './valid-period.ts'

/** The least prices of units under a contract, aligned by index; prices stand above contracts, so they are handed in. */
export type Floors = (
  db: Db,
  contractId: string,
  lines: readonly { productId: string; packagingId: string }[],
  now: Date,
) => Promise<(Decimal | null)[]>

type At = Pick<Context, 'db' | 'now'>

/** Fixed prices by the name of the product. Throws not_found. */
export async function fixedPricePage(
  at: At,
  contractId: string,
  query: ParsedOf<typeof listFixedPrices>['query'],
  floors: Floors,
): Promise<OutputOf<typeof listFixedPrices>> {
  const { db } = at
  await requireContract(db, contractId)
  const pattern = query.search ? containing(query.search) : null
  const where = sql`f.contract_id = ${contractId}
    ${pattern ? sql`and (p.name ilike ${pattern} or p.article ilike ${pattern})` : sql``}`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const { rows } = await sql<FixedPriceRow>`
    ${fixedPriceRows} where ${where}
      ${after ? sql`and (lower(p.name), f.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by lower(p.name), f.id limit ${query.limit + 1}`.execute(db)
  const found = pageOf(rows, query.limit, (row) => [row.sort, row.id], fixedPriceOf)
  const page = { ...found, items: await withFloors(at, contractId, found.items, floors) }
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from contracts.fixed_prices f join catalog.products p on p.id = f.product_id
    where ${where}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

export async function fixedPriceFor(
  at: At,
  contractId: string,
  fixedPriceId: string,
  floors: Floors,
): Promise<FixedPrice> {
  const { rows } = await sql<FixedPriceRow>`
    ${fixedPriceRows} where f.id = ${fixedPriceId} and f.contract_id = ${contractId}`.execute(at.db)
  if (!rows[0]) throw new AppError('not_found')
  const [price] = await withFloors(at, contractId, [fixedPriceOf(rows[0])], floors)
  return price!
}

/** Tells of each price the floor that it lies below. */
async function withFloors(
  { db, now }: At,
  contractId: string,
  prices: readonly FixedPrice[],
  floors: Floors,
): Promise<FixedPrice[]> {
  const least = await floors(db, contractId, prices, now)
  return prices.map((price, index) => {
    const floor = least[index]
    return { ...price, floor: floor?.gt(price.price.amount) ? wirePrice(floor, price.price.currency) : null }
  })
}

interface FixedPriceRow {
  id: string
  product_id: string
  article: string | null
  name: string
  packaging_id: string
  unit_name: string
  amount: string
  currency: string
  valid_from: string
  valid_until: string
  contracted_quantity: string | null
  drawn_quantity: string
  over_contracted: FixedPrice['overContracted']
  sort: string
}

const fixedPriceRows = sql`
  select f.id, f.product_id, p.article, p.name, f.packaging_id, coalesce(pu.name, u.name) as unit_name,
    trim_scale(f.amount)::text as amount, ct.currency, f.valid_from, f.valid_until, f.contracted_quantity,
    f.drawn_quantity, f.over_contracted, lower(p.name) as sort
  from contracts.fixed_prices f
  join contracts.contracts ct on ct.id = f.contract_id
  join catalog.products p on p.id = f.product_id
  join catalog.units u on u.id = p.base_unit_id
  left join catalog.packagings k on k.id = f.packaging_id
  left join catalog.units pu on pu.id = k.unit_id`

function fixedPriceOf(row: FixedPriceRow): FixedPrice {
  return {
    id: row.id,
    productId: row.product_id,
    article: row.article,
    productName: row.name,
    packagingId: row.packaging_id,
    unitName: row.unit_name,
    price: wirePrice(decimal(row.amount), row.currency),
    validFrom: wireDate(row.valid_from),
    validUntil: wireDate(row.valid_until),
    contractedQuantity: row.contracted_quantity === null ? null : wireQuantity(row.contracted_quantity),
    drawnQuantity: wireQuantity(row.drawn_quantity),
    overContracted: row.over_contracted,
    floor: null,
  }
}
