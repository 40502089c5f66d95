import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { FixedPrice, listFixedPrices } from '@portal/api/terms.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { decimal, wirePrice, wireQuantity } from '#kernel/money.ts'
import { requireContract } from './lock-contract.ts'
import { wireDate } from './valid-period.ts'

/** Fixed prices by the name of the product. Throws not_found. */
export async function fixedPricePage(
  db: Db,
  contractId: string,
  query: ParsedOf<typeof listFixedPrices>['query'],
): Promise<OutputOf<typeof listFixedPrices>> {
  await requireContract(db, contractId)
  const pattern = query.search ? containing(query.search) : null
  const where = sql`f.contract_id = ${contractId}
    ${pattern ? sql`and (p.name ilike ${pattern} or p.article ilike ${pattern})` : sql``}`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const { rows } = await sql<FixedPriceRow>`
    ${fixedPriceRows} where ${where}
      ${after ? sql`and (lower(p.name), f.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by lower(p.name), f.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.sort, row.id], fixedPriceOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from contracts.fixed_prices f join catalog.products p on p.id = f.product_id
    where ${where}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

export async function fixedPriceFor(db: Db, fixedPriceId: string): Promise<FixedPrice> {
  const { rows } = await sql<FixedPriceRow>`${fixedPriceRows} where f.id = ${fixedPriceId}`.execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return fixedPriceOf(rows[0])
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
  }
}
