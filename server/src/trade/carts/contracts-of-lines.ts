import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { contractState } from '#src/terms/contracts/public.ts'

/** A contract that lines of a cart stand under, with the terms it means for this person. */
export interface LineContract {
  terms: BuyerTerms
  number: string
  state: 'in_force' | 'not_yet' | 'expired' | 'suspended' | 'terminated'
  sellerName: string
  /** whom to call about the contract: the company's manager with his phone or address, else the seller */
  contact: string
  minOrderAmount: string | null
  /** percent of what waits; null = none */
  prepaymentPercent: number | null
}

/** The contracts of lines, by id: all of the same company; the person's permissions are those he has now. */
export async function contractsOfLines(
  db: Db | Tx,
  terms: BuyerTerms,
  contractIds: readonly string[],
  now: Date,
): Promise<Map<string, LineContract>> {
  const ids = [...new Set([terms.contractId, ...contractIds])]
  const { rows } = await sql<{
    id: string
    number: string
    state: LineContract['state']
    currency: string
    seller_id: string
    seller_name: string
    contact: string
    time_zone: string
    min_order_amount: string | null
    absent_prepayment: number | null
  }>`
    select ct.id, ct.number, ${contractState(now)} as state, ct.currency, ct.seller_id, seller.name as seller_name,
      seller.time_zone, ct.min_order_amount, ct.absent_prepayment,
      coalesce(manager.name || ', ' || coalesce(manager.phone, manager.email), seller.name) as contact
    from contracts.contracts ct
    join sellers.sellers seller on seller.id = ct.seller_id
    join organizations.companies co on co.id = ct.company_id
    left join identity.users manager on manager.id = co.manager_id and manager.state = 'active'
    where ct.id = any(${ids}::uuid[]) and ct.company_id = ${terms.companyId}`.execute(db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        terms: {
          ...terms,
          contractId: row.id,
          sellerId: row.seller_id,
          currency: row.currency,
          timeZone: row.time_zone,
        },
        number: row.number,
        state: row.state,
        sellerName: row.seller_name,
        contact: row.contact,
        minOrderAmount: row.min_order_amount,
        prepaymentPercent: row.absent_prepayment,
      },
    ]),
  )
}
