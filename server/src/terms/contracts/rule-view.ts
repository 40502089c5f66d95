import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { listSpecificationRules, SpecificationRule } from '@portal/api/contracts.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { requireContract } from './lock-contract.ts'
import { wireDate } from './valid-period.ts'

/** Rules of a specification: what is allowed first, then what is denied, by name. Throws not_found. */
export async function rulePage(
  db: Db,
  contractId: string,
  query: ParsedOf<typeof listSpecificationRules>['query'],
): Promise<OutputOf<typeof listSpecificationRules>> {
  await requireContract(db, contractId)
  const filter = query.search ? sql`where r.name ilike ${containing(query.search)}` : sql``
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'text', 'id']) : null
  const all = sql`(${ruleRows(sql`r.contract_id = ${contractId}`)}) r`
  const { rows } = await sql<RuleRow & { sort: string }>`
    select * from (select *, lower(r.name) as sort from ${all} ${filter}) r
    ${after ? sql`where (r.effect, r.sort, r.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``}
    order by r.effect, r.sort, r.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.effect, row.sort, row.id], ruleOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from ${all} ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

export async function ruleFor(db: Db, ruleId: string): Promise<SpecificationRule> {
  const { rows } = await ruleRows(sql`r.id = ${ruleId}`).execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return ruleOf(rows[0])
}

interface RuleRow {
  id: string
  effect: SpecificationRule['effect']
  subject: SpecificationRule['subject']
  subject_id: string
  name: string
  valid_from: string
  valid_until: string
}

const ruleRows = (where: RawBuilder<unknown>) => sql<RuleRow>`
  select r.id, r.effect,
    case when r.product_id is not null then 'product' when r.category_id is not null then 'category'
      when r.brand_id is not null then 'brand' else 'attribute_value' end as subject,
    coalesce(r.product_id, r.category_id, r.brand_id, r.attribute_value_id) as subject_id,
    coalesce(nullif(concat_ws(' ', p.article, p.name), ''), k.name, b.name, a.name || ': ' || v.value) as name,
    r.valid_from, r.valid_until
  from contracts.specification_rules r
  left join catalog.products p on p.id = r.product_id
  left join catalog.categories k on k.id = r.category_id
  left join catalog.brands b on b.id = r.brand_id
  left join catalog.attribute_values v on v.id = r.attribute_value_id
  left join catalog.attributes a on a.id = v.attribute_id
  where ${where}`

function ruleOf(row: RuleRow): SpecificationRule {
  return {
    id: row.id,
    effect: row.effect,
    subject: row.subject,
    subjectId: row.subject_id,
    subjectName: row.name,
    validFrom: wireDate(row.valid_from),
    validUntil: wireDate(row.valid_until),
  }
}
