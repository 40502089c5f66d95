import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type {
  getSubscriptionLetter,
  listSubscribedProducts,
  listSubscriptions,
  Subscription,
  SubscriptionKind,
  SubscriptionState,
} from '@portal/api/subscriptions.ts'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { buyerTerms, type Context, signedIn } from '#kernel/mount.ts'
import { wirePrice, wireQuantity } from '#kernel/money.ts'
import { tokenHash } from '#kernel/passwords.ts'
import { type Conditions, loadConditions } from '#src/offer/showcase/public.ts'
import { isTrue } from './comes-true.ts'
import { seenProducts, seesPricesUnder } from './seen.ts'

interface Row {
  id: string
  kind: SubscriptionKind
  product_id: string | null
  category_slug: string | null
  filters: string | null
  label: string
  wanted_quantity: string | null
  max_price: string | null
  waits: boolean
  created_at: Date
  expires_at: Date
  told_at: Date | null
}

/** A page of what the caller asked for under the present contract. Five queries, however many rows. */
export async function mySubscriptions(
  context: Context,
  query: ParsedOf<typeof listSubscriptions>['query'],
): Promise<OutputOf<typeof listSubscriptions>> {
  const conditions = await loadConditions(context.db, buyerTerms(context), context)
  const parts = [query.kind ? sql<boolean>`s.kind = ${query.kind}` : sql<boolean>`true`]
  const [total] = query.total ? await countOf(context, parts) : [undefined]
  if (query.cursor) {
    const [at, id] = decodeCursor(query.cursor, ['instant', 'id'])
    parts.push(sql`(s.created_at, s.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await read(context, parts, query.limit + 1)
  const wire = new Map((await onWire(context, conditions, rows)).map((one) => [one.id, one]))
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.created_at.toISOString(), row.id],
    (row) => wire.get(row.id)!,
  )
  return total === undefined ? page : { ...page, total }
}

/** One subscription of the caller. */
export async function mySubscription(
  context: Context,
  conditions: Conditions,
  id: string,
): Promise<Subscription> {
  const rows = await read(context, [sql`s.id = ${id}`], 1)
  const [found] = await onWire(context, conditions, rows)
  if (!found) throw new AppError('not_found')
  return found
}

const mine = (context: Context) =>
  sql<boolean>`s.user_id = ${signedIn(context).id} and s.contract_id = ${buyerTerms(context).contractId} and s.ended_at is null`

async function countOf(context: Context, parts: readonly RawBuilder<unknown>[]): Promise<[number]> {
  const { rows } = await sql<{
    total: number
  }>`select count(*)::int as total from subscriptions.subscriptions s
    where ${mine(context)} and ${sql.join(parts, sql` and `)}`.execute(context.db)
  return [rows[0]!.total]
}

async function read(context: Context, parts: readonly RawBuilder<unknown>[], limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select s.id, s.kind, s.product_id, c.slug as category_slug, s.filters, s.label, s.wanted_quantity, s.max_price,
      s.product_id is null or s.product_id = any(s.waiting) as waits, s.created_at, s.expires_at,
      (select max(f.settled_at) from subscriptions.firings f where f.subscription_id = s.id and f.letter_id is not null) as told_at
    from subscriptions.subscriptions s left join catalog.categories c on c.id = s.category_id
    where ${mine(context)} and ${sql.join(parts, sql` and `)}
    order by s.created_at desc, s.id desc limit ${limit}`.execute(context.db)
  return rows
}

async function onWire(
  context: Context,
  conditions: Conditions,
  rows: readonly Row[],
): Promise<Subscription[]> {
  const terms = buyerTerms(context)
  const seen = await seenProducts(
    context.db,
    conditions,
    rows.flatMap((row) => row.product_id ?? []),
    true,
  )
  return rows.map((row) => {
    const item = row.product_id ? (seen.get(row.product_id) ?? null) : null
    return {
      id: row.id,
      kind: row.kind,
      state: stateOf(row, item, seesPricesUnder(terms), context.now),
      item,
      label: row.label,
      choice: row.product_id ? null : { category: row.category_slug, filters: row.filters },
      wantedQuantity: row.wanted_quantity && wireQuantity(row.wanted_quantity),
      maxPrice: row.max_price === null ? null : wirePrice(row.max_price, terms.currency),
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      lastToldAt: row.told_at?.toISOString() ?? null,
    }
  })
}

function stateOf(row: Row, item: Subscription['item'], prices: boolean, now: Date): SubscriptionState {
  if (row.expires_at <= now) return 'expired'
  if (row.product_id === null) return row.kind === 'price_below' && !prices ? 'inactive' : 'waiting'
  // the figures were checked when it was asked: whether anything may be told is all that is asked here
  const asked = { kind: row.kind, wantedQuantity: null, maxPrice: null }
  if (!item || isTrue(asked, item, prices) === null) return 'inactive'
  return row.waits ? 'waiting' : 'came_true'
}

/** For the marks on buttons. */
export async function subscribedProducts(context: Context): Promise<OutputOf<typeof listSubscribedProducts>> {
  const { rows } = await sql<{ id: string; productId: string; kind: SubscriptionKind }>`
    select s.id, s.product_id as "productId", s.kind from subscriptions.subscriptions s
    where ${mine(context)} and s.product_id is not null and s.expires_at > ${context.now}
    order by s.id limit 500`.execute(context.db)
  return { items: rows }
}

/** What a letter told of: the words are the buyer's own of when he asked, nothing is looked up for a stranger. */
export async function letterOfLink(db: Db, token: string): Promise<OutputOf<typeof getSubscriptionLetter>> {
  const { rows } = await sql<{ id: string; kind: SubscriptionKind; label: string; ended: boolean }>`
    select s.id, s.kind, s.label, s.ended_at is not null as ended
    from subscriptions.letters l
    join subscriptions.subscriptions s on s.id in (select f.subscription_id from subscriptions.firings f where f.letter_id = l.id)
    where l.token_hash = ${tokenHash(token)} order by s.created_at, s.id limit 500`.execute(db)
  if (rows.length === 0) throw new AppError('not_found')
  return { items: rows }
}
