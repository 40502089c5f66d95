import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'

export interface Reader {
  email: string
  language: Language
}

/** Who ordered; for an order that the supplier made for them, the people of the company who may order (at most 20). */
export async function readers(tx: Tx, orderId: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct u.email, u.language
    from orders.orders o
    join organizations.companies c on c.id = o.company_id
    join organizations.members m on m.state = 'active' and (m.company_id = c.id or m.group_id = c.group_id)
      and (m.contract_ids is null or o.contract_id = any(m.contract_ids))
    join identity.users u on u.id = m.user_id and u.state = 'active'
    where o.id = ${orderId} and c.state <> 'inactive'
      and case when o.on_behalf or o.created_by is null then 'orders.submit' = any(m.permissions)
        else u.id = o.created_by end
    order by u.email limit 20`.execute(tx)
  return rows
}
