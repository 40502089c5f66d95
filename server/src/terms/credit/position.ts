import type { CreditPosition } from '@portal/api/credit.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { decimal, wireMoney, zero, type Decimal } from '#kernel/money.ts'

interface PositionRow {
  number: string
  currency: string
  payment_terms: CreditPosition['paymentTerms']
  payment_days: number
  credit_mode: CreditPosition['creditMode']
  credit_limit: string | null
  held: string
  debt: string | null
  overdue: string | null
  advances: string | null
  as_of: Date | null
}

/** How the present contract stands, reckoned as a new order's hold is (law 1). */
export async function creditPosition(db: Db, terms: BuyerTerms): Promise<CreditPosition> {
  const { rows } = await sql<PositionRow>`
    select c.number, c.currency, c.payment_terms, c.payment_days, c.credit_mode, c.credit_limit,
      b.debt, b.overdue, b.advances, b.as_of,
      coalesce((select sum(l.amount) from credit.ledger l where l.contract_id = c.id), 0) as held
    from contracts.contracts c
    left join lateral (
      select debt, overdue, advances, as_of from credit.balances
      where contract_id = c.id order by as_of desc, id desc limit 1) b on true
    where c.id = ${terms.contractId} and c.company_id = ${terms.companyId}`.execute(db)
  const row = rows[0]
  if (!row) throw new AppError('not_found')
  const money = (amount: Decimal | string) => wireMoney(amount, row.currency)
  const held = decimal(row.held)
  const exposure = decimal(row.debt ?? zero)
    .plus(held)
    .minus(decimal(row.advances ?? zero))
  const left = row.credit_limit === null ? null : decimal(row.credit_limit).minus(exposure)
  return {
    contractId: terms.contractId,
    contractNumber: row.number,
    paymentTerms: row.payment_terms,
    paymentDays: row.payment_days,
    creditMode: row.credit_mode,
    balance: row.as_of && {
      debt: money(row.debt ?? zero),
      overdue: money(row.overdue ?? zero),
      advances: money(row.advances ?? zero),
      asOf: row.as_of.toISOString(),
    },
    held: money(held),
    exposure: money(exposure),
    limit: row.credit_limit === null ? null : money(row.credit_limit),
    available: left && money(left.isNegative() ? zero : left),
    over: left?.isNegative() ? money(left.negated()) : null,
  }
}
