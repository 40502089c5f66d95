import type { AbsentRule, listAbsentRules, setAbsentRule } from '@portal/api/absent-goods.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { containing } from '#kernel/like-pattern.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { lockContract } from './lock-contract.ts'

interface RuleRow {
  id: string
  contract_id: string | null
  company_id: string | null
  subject: AbsentRule['subject']
  subject_id: string
  name: string
  mode: AbsentRule['mode']
  cap: string | null
  sort: string
}

/** Rules for goods that are not there, categories before products, by name: of one contract, or of all. */
export async function absentRulePage(
  db: Db,
  query: ParsedOf<typeof listAbsentRules>['query'],
): Promise<OutputOf<typeof listAbsentRules>> {
  const conditions: RawBuilder<unknown>[] = [
    query.contractId ? sql`r.contract_id = ${query.contractId}` : sql`r.contract_id is null`,
  ]
  if (query.subject)
    conditions.push(
      query.subject === 'product' ? sql`r.product_id is not null` : sql`r.category_id is not null`,
    )
  if (query.subjectId) conditions.push(sql`${query.subjectId}::uuid in (r.product_id, r.category_id)`)
  const filter = sql.join(conditions, sql` and `)
  const search = query.search ? sql`where r.name ilike ${containing(query.search)}` : sql``
  const all = sql`(select * from (${rulesWhere(filter)}) r ${search}) r`
  const after = query.cursor ? decodeCursor(query.cursor, ['text', 'text', 'id']) : null
  const { rows } = await sql<RuleRow>`
    select * from ${all}
    ${after ? sql`where (r.subject, r.sort, r.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``}
    order by r.subject, r.sort, r.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.subject, row.sort, row.id], ruleOf)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from ${all}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

/** Says what holds for a product or a category that is not there; said again, it takes the place of what was said. */
export async function setRule(
  context: Context,
  rule: ParsedOf<typeof setAbsentRule>['body'],
): Promise<AbsentRule> {
  const { contractId, subject, subjectId, mode, cap } = rule
  return transaction(context.db, async (tx) => {
    const contract = contractId ? await lockContract(tx, contractId) : null
    const table = subject === 'product' ? sql`catalog.products` : sql`catalog.categories`
    const known = await sql`select from ${table} where id = ${subjectId}`.execute(tx)
    if (known.rows.length === 0) throw new AppError('not_found')
    const written = await tx
      .insertInto('contracts.absent_rules')
      .values({
        id: newId(),
        contract_id: contractId,
        product_id: subject === 'product' ? subjectId : null,
        category_id: subject === 'category' ? subjectId : null,
        mode,
        cap,
      })
      .onConflict((conflict) =>
        conflict.columns(['contract_id', 'product_id', 'category_id']).doUpdateSet({ mode, cap }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await note(tx, context, 'absent_rule.set', { ...rule }, contract?.company_id ?? null, written.id)
    const { rows } = await rulesWhere(sql`r.id = ${written.id}`).execute(tx)
    return ruleOf(rows[0]!)
  })
}

export async function removeRule(context: Context, ruleId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const { rows } = await rulesWhere(sql`r.id = ${ruleId}`).execute(tx)
    const rule = rows[0]
    if (!rule) throw new AppError('not_found')
    await tx.deleteFrom('contracts.absent_rules').where('id', '=', ruleId).execute()
    const { subject, subject_id: subjectId, mode, cap } = rule
    await note(tx, context, 'absent_rule.remove', { subject, subjectId, mode, cap }, rule.company_id, ruleId)
  })
}

async function note(
  tx: Tx,
  context: Context,
  action: string,
  details: Record<string, unknown>,
  companyId: string | null,
  ruleId: string,
): Promise<void> {
  await record(tx, context, { action, entityKind: 'absent_rule', entityId: ruleId, companyId, details })
}

const rulesWhere = (where: RawBuilder<unknown>) => sql<RuleRow>`
  select r.id, r.contract_id, ct.company_id, case when r.product_id is not null then 'product' else 'category' end as subject,
    coalesce(r.product_id, r.category_id) as subject_id, n.name, lower(n.name) as sort, r.mode, r.cap::text
  from contracts.absent_rules r
  left join contracts.contracts ct on ct.id = r.contract_id
  left join catalog.products p on p.id = r.product_id
  left join catalog.categories k on k.id = r.category_id,
  lateral (select coalesce(nullif(concat_ws(' ', p.article, p.name), ''), k.name) as name) n
  where ${where}`

function ruleOf(row: RuleRow): AbsentRule {
  return {
    id: row.id,
    contractId: row.contract_id,
    subject: row.subject,
    subjectId: row.subject_id,
    subjectName: row.name,
    mode: row.mode,
    cap: row.cap === null ? null : wireQuantity(row.cap),
  }
}
