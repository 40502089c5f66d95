import type { SubscriptionKind } from '@portal/api/subscriptions.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { Untold } from './letter-plan.ts'

/** Somebody with news under a contract, and what he was written lately. */
export interface ReaderToTell extends Untold {
  userId: string
  contractId: string
}

/** Readers whose news may go now; who asked first stands first. */
export async function readersToTell(tx: Tx, limit: number, now: Date): Promise<ReaderToTell[]> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  const { rows } = await sql<{
    user_id: string
    contract_id: string
    products: number
    first_fired_at: Date
    singles: number
    last_digest_at: Date | null
  }>`
    with readers as (
      select s.user_id, s.contract_id, count(distinct f.product_id)::int as products, min(f.fired_at) as first_fired_at,
        min(s.created_at) as asked_at
      from subscriptions.firings f join subscriptions.subscriptions s on s.id = f.subscription_id
      where f.settled_at is null
      group by s.user_id, s.contract_id
      having bool_or(f.held_until is null or f.held_until <= ${now})
    )
    select r.*, l.singles, l.last_digest_at
    from readers r, lateral (
      select count(*) filter (where l.kind = 'single' and l.written_at > ${hourAgo})::int as singles,
        max(l.written_at) filter (where l.kind = 'digest') as last_digest_at
      from subscriptions.letters l
      where l.user_id = r.user_id and l.contract_id = r.contract_id and l.written_at > ${hourAgo}
    ) l
    order by r.asked_at, r.user_id limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    userId: row.user_id,
    contractId: row.contract_id,
    products: row.products,
    firstFiredAt: row.first_fired_at,
    singlesInHour: row.singles,
    lastDigestAt: row.last_digest_at,
  }))
}

/** Something that came true and was not told yet, with what was asked for. */
export interface Fired {
  id: string
  subscription_id: string
  product_id: string
  kind: SubscriptionKind
  wanted_quantity: string | null
  max_price: string | null
  asked_at: Date
}

/** Locks what a reader is to be told, what he asked for first in front. */
export async function lockFired(tx: Tx, reader: { userId: string; contractId: string }): Promise<Fired[]> {
  const { rows } = await sql<Fired>`
    select f.id, f.subscription_id, f.product_id, s.kind, s.wanted_quantity, s.max_price, s.created_at as asked_at
    from subscriptions.firings f join subscriptions.subscriptions s on s.id = f.subscription_id
    where s.user_id = ${reader.userId} and s.contract_id = ${reader.contractId} and f.settled_at is null
    order by s.created_at, f.id for update of f`.execute(tx)
  return rows
}

/** Told by this letter. */
export async function settle(
  tx: Tx,
  firingIds: readonly string[],
  letterId: string,
  now: Date,
): Promise<void> {
  await sql`update subscriptions.firings set settled_at = ${now}, letter_id = ${letterId}
    where id = any(${[...firingIds]}::uuid[])`.execute(tx)
}

/** Not told before this. */
export async function hold(tx: Tx, fired: readonly Fired[], until: Date): Promise<void> {
  await sql`update subscriptions.firings set held_until = ${until}
    where id = any(${fired.map((one) => one.id)}::uuid[])`.execute(tx)
}

/** Not so any more, or not to be told: nothing is said, and what waited for it waits anew. */
export async function drop(tx: Tx, fired: readonly Fired[], now: Date): Promise<void> {
  if (fired.length === 0) return
  await sql`update subscriptions.firings set settled_at = ${now}
    where id = any(${fired.map((one) => one.id)}::uuid[])`.execute(tx)
  await sql`update subscriptions.subscriptions s set waiting = array(select unnest(s.waiting) union select unnest(f.products))
    from (select subscription_id, array_agg(distinct product_id) as products
      from unnest(${fired.map((one) => one.subscription_id)}::uuid[], ${fired.map((one) => one.product_id)}::uuid[])
        as f(subscription_id, product_id) group by 1) f
    where s.id = f.subscription_id and s.kind <> 'new_arrival'`.execute(tx)
}
