import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { listStockPolicies, StockPolicyView } from '@portal/api/stock-display.ts'
import type { Language } from '@portal/api/primitives.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { wireQuantity } from '#kernel/money.ts'

interface PolicyRow {
  id: string
  place: number
  audience: StockPolicyView['audience']
  subject_id: string | null
  subject_name: string | null
  company_id: string | null
  category_id: string | null
  category_path: string[] | null
  warehouse_id: string | null
  warehouse_name: string | null
  display: StockPolicyView['display']
  few_below: string
  many_from: string
  cap: string
}

/** Policies with names, each with its place: the greater is asked first, as `StockPolicies` asks them. */
const named = (language: Language) => {
  const name = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  return sql`(
    select p.id, p.display, p.few_below, p.many_from, p.cap, p.category_id, p.warehouse_id,
      case when p.contract_id is not null then 'contract' when p.company_id is not null then 'company'
        when p.group_id is not null then 'group' when p.for_guests then 'guests' else 'everyone' end as audience,
      case when p.contract_id is not null then 30000 when p.company_id is not null then 20000
        when p.group_id is not null then 10000 when p.for_guests then -10000 else 0 end
        + coalesce(cardinality(c.ancestors), 0) * 2 + (p.warehouse_id is not null)::int as place,
      coalesce(p.contract_id, p.company_id, p.group_id) as subject_id,
      coalesce(ct.number || ' · ' || cc.name, co.name, g.name) as subject_name,
      coalesce(ct.company_id, p.company_id) as company_id,
      array(select ${name('a')} from catalog.categories a where a.id = any(c.ancestors)
        order by cardinality(a.ancestors)) as category_path,
      ${name('w')} as warehouse_name
    from visibility.policies p
    left join contracts.contracts ct on ct.id = p.contract_id
    left join organizations.companies cc on cc.id = ct.company_id
    left join organizations.companies co on co.id = p.company_id
    left join organizations.groups g on g.id = p.group_id
    left join catalog.categories c on c.id = p.category_id
    left join inventory.warehouses w on w.id = p.warehouse_id
  ) p`
}

/** Policies in the order in which they are asked. */
export async function policyPage(
  db: Db,
  query: ParsedOf<typeof listStockPolicies>['query'],
  language: Language,
) {
  const conditions: RawBuilder<boolean>[] = []
  if (query.audience) conditions.push(sql`p.audience = ${query.audience}`)
  if (query.search) {
    const pattern = containing(query.search)
    conditions.push(
      sql`concat_ws(' ', p.subject_name, p.warehouse_name, array_to_string(p.category_path, ' ')) ilike ${pattern}`,
    )
  }
  const after = query.cursor ? decodeCursor(query.cursor, ['decimal', 'id']) : null
  if (after) conditions.push(sql`(-p.place, p.id) > (-${after[0]}::int, ${after[1]}::uuid)`)
  const { rows } = await sql<PolicyRow>`
    select * from ${named(language)}
    where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
    order by -p.place, p.id limit ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, (row) => [String(row.place), row.id], policyOf)
}

/** One policy with its names; not_found when it is gone. */
export async function policyNamed(
  db: Db | Tx,
  policyId: string,
  language: Language,
): Promise<StockPolicyView> {
  const found = (await policiesNamed(db, [policyId], language)).get(policyId)
  if (!found) throw new AppError('not_found')
  return found
}

export async function policiesNamed(
  db: Db | Tx,
  ids: readonly string[],
  language: Language,
): Promise<Map<string, StockPolicyView>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<PolicyRow>`
    select * from ${named(language)} where p.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, policyOf(row)]))
}

function policyOf(row: PolicyRow): StockPolicyView {
  return {
    id: row.id,
    audience: row.audience,
    subjectId: row.subject_id,
    subjectName: row.subject_name,
    companyId: row.company_id,
    categoryId: row.category_id,
    categoryPath: row.category_path ?? [],
    warehouseId: row.warehouse_id,
    warehouseName: row.warehouse_name,
    display: row.display,
    fewBelow: wireQuantity(row.few_below),
    manyFrom: wireQuantity(row.many_from),
    cap: wireQuantity(row.cap),
  }
}
