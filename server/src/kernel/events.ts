import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'
import { newId } from './ids.ts'

/**
 * The type of an event: declared by the module that publishes it, as `export const ordersPlaced = event<{ orderId: string }>('orders.placed')`.
 * Payloads are thin; a reaction reads the current state.
 */
export interface EventType<Payload> {
  name: string
  /** only a carrier of the payload's type */
  readonly payload?: Payload
}

export function event<Payload>(name: string): EventType<Payload> {
  return { name }
}

/** A reaction of a module to somebody's event; it runs in a transaction of its own, at least once, and counts once. */
export interface Reaction {
  event: string
  /** unique among reactions: `module.verb` */
  name: string
  run(tx: Tx, payload: unknown, eventId: string): Promise<void>
}

export function reaction<Payload>(
  type: EventType<Payload>,
  name: string,
  run: (tx: Tx, payload: Payload, eventId: string) => Promise<void>,
): Reaction {
  // the payload was written by publish() of the same type
  return { event: type.name, name, run: run as Reaction['run'] }
}

/** Publishes within the caller's transaction: the event exists if and only if the change does. */
export async function publish<Payload>(tx: Tx, type: EventType<Payload>, payload: Payload): Promise<void> {
  await addJob(tx, 'event', { id: newId(), name: type.name, payload })
}

export interface JobOptions {
  /** a second job with the same key replaces the first while it waits */
  key?: string
  runAt?: Date
  /** jobs of one queue run one after another */
  queue?: string
  maxAttempts?: number
  /** 0 is usual; greater runs later */
  priority?: number
}

/** Adds a job in the executor's transaction (graphile-worker's SQL function). */
export async function addJob(
  db: Db | Tx,
  task: string,
  payload: unknown,
  options: JobOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${task}::text, ${JSON.stringify(payload)}::json,
    queue_name => ${options.queue ?? null}::text, run_at => ${options.runAt ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? 8}::int, job_key => ${options.key ?? null}::text,
    priority => ${options.priority ?? 0}::int)`.execute(db)
}

/** What browsers are told when something changed: no content, only what to read again. */
export interface LiveMessage {
  topic: 'orders' | 'carts' | 'uploads' | 'exchange' | 'context' | 'priceFiles'
  id?: string
  /** of the object after the change: who has it already need not read again */
  revision?: number
  /** members of this company hear it; without it only the operator's people do */
  companyId?: string
  /** the operator's people hear it too */
  operator?: boolean
  /** only this session's tabs */
  sessionId?: string
}

export const liveChannel = 'portal_live'

/** Tells every server process, which tells its browsers, when the transaction commits. */
export async function tellBrowsers(db: Db | Tx, message: LiveMessage): Promise<void> {
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(message)})`.execute(db)
}
