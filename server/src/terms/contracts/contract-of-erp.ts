import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { contractState } from './contract-state.ts'

/**
 * The contract of a company with a seller under which an order of the ERP stands: the one whose number it names, else
 * the oldest in force. Null when the company has none in force.
 */
export async function contractOfErp(
  db: Db | Tx,
  companyId: string,
  sellerId: string,
  number: string | null,
  now: Date,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select ct.id from contracts.contracts ct join sellers.sellers seller on seller.id = ct.seller_id
    where ct.company_id = ${companyId} and ct.seller_id = ${sellerId} and ${contractState(now)} = 'in_force'
    order by ct.number is not distinct from ${number} desc, ct.created_at, ct.id limit 1`.execute(db)
  return rows[0]?.id ?? null
}
