import type { Context as ContextWire } from '@portal/api/identity.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#kernel/caller.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { contractState } from '#src/terms/contracts/public.ts'

const most = 200

/** The contracts that a caller may work under: by membership, or all of the company he acts for. In force first. */
export async function contextsOf(
  db: Db | Tx,
  caller: Caller,
  filter: { search?: string; contractId?: string },
  now: Date,
): Promise<{ items: ContextWire[]; more: boolean }> {
  if (!caller.user) return { items: [], more: false }
  const conditions = [mayUse(caller)]
  if (filter.contractId) conditions.push(sql<boolean>`ct.id = ${filter.contractId}`)
  if (filter.search) {
    const pattern = containing(filter.search)
    conditions.push(
      sql<boolean>`(co.name ilike ${pattern} or ct.number ilike ${pattern} or co.inn ilike ${pattern})`,
    )
  }
  const { rows } = await sql<ContextRow>`
    select ct.id, ct.number, ${contractState(now)} as state, seller.name as seller_name, ct.currency,
      co.id as company_id, co.name as company_name, co.state as company_state, g.name as group_name
    from contracts.contracts ct
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id
    left join organizations.groups g on g.id = co.group_id
    where ${sql.join(conditions, sql` and `)}
    order by (${contractState(now)} = 'in_force') desc, co.name, ct.number, ct.id
    limit ${most + 1}`.execute(db)
  return { items: rows.slice(0, most).map(contextOf), more: rows.length > most }
}

/** SQL condition: the caller may work under the contract ct of the company co. */
export function mayUse(caller: Caller): RawBuilder<boolean> {
  const allowed = caller.acting
    ? sql`co.id = ${caller.acting.companyId}`
    : sql`exists (
        select 1 from organizations.members m
        where m.user_id = ${caller.user?.id ?? null} and m.state = 'active'
          and (m.company_id = co.id or m.group_id = co.group_id)
          and (m.contract_ids is null or ct.id = any(m.contract_ids)))`
  return sql<boolean>`(${allowed} and co.state <> 'inactive')`
}

interface ContextRow {
  id: string
  number: string
  state: ContextWire['contractState']
  seller_name: string
  currency: string
  company_id: string
  company_name: string
  company_state: ContextWire['companyState']
  group_name: string | null
}

function contextOf(row: ContextRow): ContextWire {
  return {
    contractId: row.id,
    contractNumber: row.number,
    contractState: row.state,
    sellerName: row.seller_name,
    companyId: row.company_id,
    companyName: row.company_name,
    companyState: row.company_state,
    groupName: row.group_name,
    currency: row.currency,
  }
}
