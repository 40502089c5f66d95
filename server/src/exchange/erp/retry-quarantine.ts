import { sql } from 'kysely'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { settingsOf } from './connection-settings.ts'
import { takeOffers } from './import-offers.ts'
import { takeDocuments } from './import-orders.ts'
import { ImportReport } from './import-report.ts'
import { markResolved, offersToRetry, ordersToRetry } from './quarantine.ts'
import { lockConnection } from './runs.ts'
import type { Connection } from './sessions.ts'

const batchSize = 400

/** Takes what waited for something that is known by now: all of a connection's, or those named. Answers how many. */
export async function retryQuarantine(
  tx: Tx,
  connection: Connection,
  ids: readonly string[] | null,
  now: Date,
): Promise<number> {
  // its own report: what a file brought is counted apart from what had waited
  const report = new ImportReport('')
  const context = { tx, connection, report, now, sessionStartedAt: null, touch: async () => undefined }
  const offers = await offersToRetry(tx, connection, ids)
  for (let from = 0; from < offers.length; from += batchSize) {
    const batch = offers.slice(from, from + batchSize)
    const records = batch.map((one) => one.record)
    await markResolved(
      tx,
      batch.map((one) => one.id),
      now,
    )
    await takeOffers(context, records)
  }
  const orders = await ordersToRetry(tx, connection, ids)
  await markResolved(
    tx,
    orders.map((one) => one.id),
    now,
  )
  await takeDocuments(
    context,
    orders.map((one) => one.record),
  )
  return offers.length + orders.length
}

/** A person asks to try again, or what was missing has come; answers how many found their reference and how many wait on. */
export async function retryNow(
  db: Db,
  ids: readonly string[] | null,
  now: Date,
  connectionIds?: readonly string[],
): Promise<{ resolved: number; left: number }> {
  const connections = await db
    .selectFrom('erp.connections')
    .select(['id', 'name', 'source', 'seller_id', 'settings'])
    .$if(connectionIds !== undefined, (query) => query.where('id', 'in', [...connectionIds!]))
    .execute()
  const before = await waiting(db)
  for (const row of connections) {
    const connection: Connection = {
      id: row.id,
      name: row.name,
      source: row.source,
      sellerId: row.seller_id,
      settings: settingsOf(row.settings),
    }
    await transaction(db, async (tx) => {
      await lockConnection(tx, connection.id)
      await retryQuarantine(tx, connection, ids, now)
    })
  }
  const left = await waiting(db)
  return { resolved: Math.max(0, before - left), left }
}

async function waiting(db: Db): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from erp.quarantine where resolved_at is null`.execute(db)
  return rows[0]?.count ?? 0
}
