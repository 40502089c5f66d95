import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { SubscriptionKind } from '@portal/api/subscriptions.ts'

/** A subscription as the job looks at it. */
export interface DueSubscription {
  id: string
  user_id: string
  contract_id: string
  kind: SubscriptionKind
  product_id: string | null
  category_id: string | null
  filters: string | null
  wanted_quantity: string | null
  max_price: string | null
  waiting: string[]
  created_at: Date
}

/** Locks the subscriptions that are to be looked at, those who asked first in front; another worker's are passed over. */
export async function lockDue(
  tx: Tx,
  of: 'product' | 'choice',
  limit: number,
  now: Date,
): Promise<DueSubscription[]> {
  const { rows } = await sql<DueSubscription>`
    select id, user_id, contract_id, kind, product_id, category_id, filters, wanted_quantity, max_price, waiting, created_at
    from subscriptions.subscriptions
    where ended_at is null and check_at <= ${now} and expires_at > ${now}
      and ${of === 'product' ? sql`product_id is not null` : sql`product_id is null`}
    order by check_at, created_at, id limit ${limit} for update skip locked`.execute(tx)
  return rows
}

export interface Looked {
  id: string
  waiting: string[]
}

/** What was looked at is looked at again in an hour, unless something happens to its products before. */
export async function keepLooked(tx: Tx, looked: readonly Looked[], nextAt: Date): Promise<void> {
  if (looked.length === 0) return
  await sql`update subscriptions.subscriptions s set waiting = l.waiting, check_at = ${nextAt}
    from jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) as l(id uuid, waiting uuid[]) where s.id = l.id`.execute(
    tx,
  )
}

/** Writes down what came true, once per cycle; the subscription's row is locked, so cycles are counted one after another. */
export async function keepFired(
  tx: Tx,
  fired: readonly { subscriptionId: string; productId: string }[],
  now: Date,
): Promise<void> {
  if (fired.length === 0) return
  await sql`insert into subscriptions.firings (id, subscription_id, product_id, cycle, fired_at)
    select f.id, f.subscription_id, f.product_id, 1 + coalesce((select max(before.cycle) from subscriptions.firings before
      where before.subscription_id = f.subscription_id and before.product_id = f.product_id), 0), ${now}
    from unnest(${fired.map(() => newId())}::uuid[], ${fired.map((one) => one.subscriptionId)}::uuid[],
      ${fired.map((one) => one.productId)}::uuid[]) as f(id, subscription_id, product_id)
    on conflict (subscription_id, product_id, cycle) do nothing`.execute(tx)
}

/** A contract has changed: whatever is waited for under it is looked at now. Answers whether anything is. */
export async function lookUnderContract(tx: Tx, contractId: string, now: Date): Promise<boolean> {
  const waited = await sql`update subscriptions.subscriptions set check_at = least(check_at, ${now})
    where contract_id = ${contractId} and ended_at is null`.execute(tx)
  return (waited.numAffectedRows ?? 0n) > 0n
}

/**
 * Something happened to these products: who waits for them is looked at now, and choices that they stand in within half
 * a minute, so that the batches of one import are one look. Answers whether a single product is waited for.
 */
export async function lookSoon(tx: Tx, productIds: readonly string[], now: Date): Promise<boolean> {
  const single = await sql`update subscriptions.subscriptions set check_at = least(check_at, ${now})
    where product_id = any(${[...productIds]}::uuid[]) and ended_at is null`.execute(tx)
  const soon = new Date(now.getTime() + 30_000)
  await sql`update subscriptions.subscriptions s set check_at = ${soon}
    where s.product_id is null and s.ended_at is null and s.check_at > ${soon}
      and (s.category_id is null or s.category_id in (
        select a.id from catalog.product_categories pc join catalog.categories c on c.id = pc.category_id,
          unnest(c.ancestors) a(id) where pc.product_id = any(${[...productIds]}::uuid[])))`.execute(tx)
  return (single.numAffectedRows ?? 0n) > 0n
}
