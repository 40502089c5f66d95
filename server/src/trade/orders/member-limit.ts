import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Tx } from '#kernel/db.ts'
import { decimal, sum, wireMoney, zero } from '#kernel/money.ts'
import type { EvaluatedLine } from '../carts/public.ts'

/**
 * A member's own limits, per order and per window of days: his committed orders inside the window are summed by the
 * server with the membership locked. Throws over_member_limit with what is missing. An absent limit limits nothing.
 */
export async function requireMemberLimit(
  tx: Tx,
  terms: BuyerTerms,
  lines: readonly EvaluatedLine[],
  now: Date,
): Promise<void> {
  if (!terms.memberId) return
  const { rows } = await sql<{
    order_limit: string | null
    period_limit: string | null
    period_days: number | null
    user_id: string
  }>`select order_limit, period_limit, period_days, user_id from organizations.members
    where id = ${terms.memberId} for update`.execute(tx)
  const member = rows[0]
  if (!member) throw new AppError('forbidden')
  const { currency, contractId } = lines[0]!.contract.terms
  const gross = sum(lines.map((line) => line.amounts?.gross ?? zero))
  const refuse = (over: typeof gross) => {
    if (over.gt(0))
      throw new AppError('over_member_limit', { missing: wireMoney(over, currency).amount, currency })
  }
  if (member.order_limit !== null) refuse(gross.minus(decimal(member.order_limit)))
  if (member.period_limit === null || member.period_days === null) return
  const since = new Date(now.getTime() - member.period_days * 86_400_000)
  const spent = await tx
    .selectFrom('orders.orders')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('gross'), eb.val('0')).as('gross'))
    .where('created_by', '=', member.user_id)
    .where('contract_id', '=', contractId)
    .where('status', '<>', 'cancelled')
    .where('created_at', '>=', since)
    .executeTakeFirstOrThrow()
  refuse(decimal(spent.gross).plus(gross).minus(decimal(member.period_limit)))
}
