import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { buyerTerms, type Context, signedIn } from '#kernel/mount.ts'
import { tokenHash } from '#kernel/passwords.ts'
import { record } from '#src/people/audit/public.ts'
import { expiresAt } from './subscribe.ts'

/** Turns off subscriptions of the caller; throws not_found when one of them is not his. Those that are off stay off. */
export async function endSubscriptions(context: Context, ids: readonly string[]): Promise<number> {
  return transaction(context.db, async (tx) => {
    await requireOwn(tx, context, ids)
    return end(tx, context, ids, 'list')
  })
}

/** Lets subscriptions of the caller live for six months from now. */
export async function extendSubscriptions(context: Context, ids: readonly string[]): Promise<Date> {
  const until = expiresAt(context.now)
  await transaction(context.db, async (tx) => {
    await requireOwn(tx, context, ids)
    await sql`update subscriptions.subscriptions set expires_at = ${until}, check_at = ${context.now}
      where id = any(${[...ids]}::uuid[]) and ended_at is null`.execute(tx)
    await record(tx, context, {
      action: 'subscription.extend',
      entityKind: 'subscription',
      entityId: null,
      companyId: buyerTerms(context).companyId,
      details: { ids },
    })
  })
  return until
}

/** Turns off what a letter told of, for whoever holds its link; other subscriptions are not found by it. */
export async function endByLetter(context: Context, token: string, ids: readonly string[]): Promise<number> {
  return transaction(context.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select distinct f.subscription_id as id from subscriptions.letters l
      join subscriptions.firings f on f.letter_id = l.id
      where l.token_hash = ${tokenHash(token)}`.execute(tx)
    const told = new Set(rows.map((row) => row.id))
    if (told.size === 0 || ids.some((id) => !told.has(id))) throw new AppError('not_found')
    return end(tx, context, ids, 'mail')
  })
}

async function requireOwn(tx: Tx, context: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ own: number }>`select count(*)::int as own from subscriptions.subscriptions
    where id = any(${[...ids]}::uuid[]) and user_id = ${signedIn(context).id}
      and contract_id = ${buyerTerms(context).contractId}`.execute(tx)
  if (rows[0]!.own !== new Set(ids).size) throw new AppError('not_found')
}

/** What came true and was not told yet is not told any more. */
async function end(tx: Tx, context: Context, ids: readonly string[], by: 'list' | 'mail'): Promise<number> {
  const { rows } = await sql<{ id: string; company_id: string }>`
    update subscriptions.subscriptions set ended_at = ${context.now}, ended_by = ${by}
    where id = any(${[...ids]}::uuid[]) and ended_at is null returning id, company_id`.execute(tx)
  await sql`update subscriptions.firings set settled_at = ${context.now}
    where subscription_id = any(${[...ids]}::uuid[]) and settled_at is null`.execute(tx)
  if (rows[0])
    await record(tx, context, {
      action: 'subscription.end',
      entityKind: 'subscription',
      entityId: null,
      companyId: rows[0].company_id,
      details: { ids: rows.map((row) => row.id), by },
    })
  return rows.length
}
