import type { Context } from '@portal/api/identity.ts'
import { sql, type RawBuilder } from 'kysely'

/** How a contract stands at an instant, by the date in the seller's zone; needs the aliases ct and seller. */
export function contractState(now: Date): RawBuilder<Context['contractState']> {
  const today = sql`(${now}::timestamptz at time zone seller.time_zone)::date`
  return sql`case
    when ct.state <> 'active' then ct.state
    when ct.valid_from > ${today} then 'not_yet'
    when ct.valid_until <= ${today} then 'expired'
    else 'in_force' end`
}
