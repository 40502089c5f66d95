import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, wireMoney, type Decimal } from '#kernel/money.ts'

export interface Exposure {
  mode: 'off' | 'warn' | 'block'
  limit: Decimal | null
  exposure: Decimal
  currency: string
  prepaid: boolean
}

/**
 * What a contract owes and holds: debt of the ERP's newest figure + holds of portal orders - advances (law 1).
 * With `lock` the contract's row is locked first, so that two orders cannot both take the last rouble.
 */
export async function exposureOf(db: Db | Tx, contractId: string, lock: boolean): Promise<Exposure> {
  if (lock) await sql`select from contracts.contracts where id = ${contractId} for no key update`.execute(db)
  const { rows } = await sql<{
    credit_mode: Exposure['mode']
    credit_limit: string | null
    currency: string
    payment_terms: string
    exposure: string
  }>`
    select c.credit_mode, c.credit_limit, c.currency, c.payment_terms,
      coalesce((select b.debt - b.advances from credit.balances b
        where b.contract_id = c.id order by b.as_of desc, b.id desc limit 1), 0)
      + coalesce((select sum(l.amount) from credit.ledger l where l.contract_id = c.id), 0) as exposure
    from contracts.contracts c where c.id = ${contractId}`.execute(db)
  const row = rows[0]
  if (!row) throw new AppError('not_found')
  return {
    mode: row.credit_mode,
    limit: row.credit_limit === null ? null : decimal(row.credit_limit),
    exposure: decimal(row.exposure),
    currency: row.currency,
    prepaid: row.payment_terms === 'prepaid',
  }
}

/**
 * Holds an order's sum against the contract's limit; a prepaid contract holds nothing.
 * Throws over_credit_limit where the contract blocks; where it only warns, or has no limit, the hold is kept all the same.
 */
export async function holdCredit(
  tx: Tx,
  hold: { contractId: string; orderId: string; amount: Decimal; now: Date },
): Promise<void> {
  const { mode, limit, exposure, currency, prepaid } = await exposureOf(tx, hold.contractId, true)
  if (prepaid) return
  const missing = limit === null ? null : exposure.plus(hold.amount).minus(limit)
  if (mode === 'block' && missing?.gt(0))
    throw new AppError('over_credit_limit', { missing: wireMoney(missing, currency).amount, currency })
  await append(tx, hold, 'hold', hold.amount, null)
}

/** An order's sum has changed to `amount`, or the order holds nothing any more (zero). A rise is checked like a new hold. */
export async function changeHold(
  tx: Tx,
  change: { contractId: string; orderId: string; amount: Decimal; now: Date; reason: string; check: boolean },
): Promise<void> {
  const { mode, limit, exposure, currency, prepaid } = await exposureOf(tx, change.contractId, true)
  const { held } = await tx
    .selectFrom('credit.ledger')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('amount'), eb.val('0')).as('held'))
    .where('order_id', '=', change.orderId)
    .executeTakeFirstOrThrow()
  const difference = (prepaid ? decimal('0') : change.amount).minus(decimal(held))
  if (difference.isZero()) return
  const missing = limit === null ? null : exposure.plus(difference).minus(limit)
  if (change.check && mode === 'block' && difference.gt(0) && missing?.gt(0))
    throw new AppError('over_credit_limit', { missing: wireMoney(missing, currency).amount, currency })
  await append(tx, change, change.amount.isZero() ? 'release' : 'change', difference, change.reason)
}

async function append(
  tx: Tx,
  entry: { contractId: string; orderId: string; now: Date },
  kind: 'hold' | 'change' | 'release',
  amount: Decimal,
  reason: string | null,
): Promise<void> {
  await tx
    .insertInto('credit.ledger')
    .values({
      id: newId(),
      contract_id: entry.contractId,
      order_id: entry.orderId,
      kind,
      amount: amount.toFixed(),
      at: entry.now,
      reason,
    })
    .execute()
}
