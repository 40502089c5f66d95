import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { listQuantityRules, QuantityRule } from '@portal/api/quantities.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { containing } from '#kernel/like-pattern.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { requireContract } from './lock-contract.ts'

interface Row {
  id: string
  article: string | null
  name: string
  unit: string
  min: string | null
  step: string | null
  max: string | null
  own_min: string | null
  own_step: string | null
  own_max: string | null
  sort: string
}

/** Agreed quantities by the name of the product, beside the product's own. Throws not_found. */
export async function quantityRulePage(
  { db, language }: Context,
  contractId: string,
  query: ParsedOf<typeof listQuantityRules>['query'],
): Promise<OutputOf<typeof listQuantityRules>> {
  await requireContract(db, contractId)
  const name = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  const pattern = query.search ? containing(query.search) : null
  const where = sql`q.contract_id = ${contractId}
    ${pattern ? sql`and (p.name ilike ${pattern} or p.article ilike ${pattern})` : sql``}`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'id']) : null
  const { rows } = await sql<Row>`
    select p.id, p.article, ${name('p')} as name, ${name('u')} as unit, q.min_quantity as min, q.step_quantity as step,
      q.max_quantity as max, p.min_quantity as own_min, p.step_quantity as own_step, p.max_quantity as own_max,
      lower(p.name) as sort
    from contracts.quantity_rules q
    join catalog.products p on p.id = q.product_id
    join catalog.units u on u.id = p.base_unit_id
    where ${where} ${after ? sql`and (lower(p.name), p.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by lower(p.name), p.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.sort, row.id], shown)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from contracts.quantity_rules q
    join catalog.products p on p.id = q.product_id where ${where}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

function shown(row: Row): QuantityRule {
  const wire = (value: string | null) => (value === null ? null : wireQuantity(value))
  return {
    productId: row.id,
    article: row.article,
    productName: row.name,
    unitName: row.unit,
    minQuantity: wire(row.min),
    stepQuantity: wire(row.step),
    maxQuantity: wire(row.max),
    own: { minQuantity: wire(row.own_min), stepQuantity: wire(row.own_step), maxQuantity: wire(row.own_max) },
  }
}
