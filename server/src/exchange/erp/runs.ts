import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { setProductsActive } from '#src/goods/catalog/public.ts'
import { settingsOf } from './connection-settings.ts'

/**
 * A full export comes in portions, and only the first says that it is full (СодержитТолькоИзменения=false). So a full
 * run opens with that file, sees what this and the following portions name, and ends when 1C has been silent for a
 * while or says mode=complete. Only then can something be missing.
 */
export async function openFullRun(tx: Tx, connectionId: string, now: Date): Promise<string> {
  const open = await openRunOf(tx, connectionId)
  if (open) return open
  const id = newId()
  await tx
    .insertInto('erp.runs')
    .values({ id, connection_id: connectionId, mode: 'full', started_at: now, last_seen_at: now })
    .execute()
  return id
}

/** What a connection brings is written by one transaction at a time; the lock ends with it. */
export async function lockConnection(tx: Tx, connectionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('exchange:' || ${connectionId}::text, 0))`.execute(
    tx,
  )
}

export async function openRunOf(tx: Tx, connectionId: string): Promise<string | null> {
  const run = await tx
    .selectFrom('erp.runs')
    .select('id')
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return run?.id ?? null
}

export async function touchProducts(
  tx: Tx,
  runId: string,
  productIds: readonly string[],
  now: Date,
): Promise<void> {
  if (productIds.length === 0) return
  await sql`insert into erp.run_touches (run_id, kind, entity_id)
    select ${runId}, 'product', id from unnest(${[...productIds]}::uuid[]) as t(id) on conflict do nothing`.execute(
    tx,
  )
  await tx.updateTable('erp.runs').set({ last_seen_at: now }).where('id', '=', runId).execute()
}

/** Ends the open runs of a connection. What a run has not named is deactivated, or asked about when it is too much. */
export async function closeRuns(db: Db, connectionId: string, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    const { rows } = await sql<{ id: string; source: string; settings: unknown }>`
      select r.id, c.source, c.settings from erp.runs r join erp.connections c on c.id = r.connection_id
      where r.connection_id = ${connectionId} and r.state = 'open' for update of r`.execute(tx)
    for (const run of rows) await closeRun(tx, run, now)
  })
}

async function closeRun(
  tx: Tx,
  run: { id: string; source: string; settings: unknown },
  now: Date,
): Promise<void> {
  const settings = settingsOf(run.settings)
  const { missing, total } = await missingOf(tx, run)
  const tooMany = missing.length * 100 > total * settings.maxVanishPercent
  const deactivate = settings.deactivateMissing && missing.length > 0 && !tooMany
  if (deactivate) await setProductsActive(tx, missing, false, now)
  await tx
    .updateTable('erp.runs')
    .set({
      state: settings.deactivateMissing && tooMany && missing.length > 0 ? 'asks' : 'closed',
      closed_at: now,
      missing_count: missing.length,
      deactivated_count: deactivate ? missing.length : 0,
    })
    .where('id', '=', run.id)
    .execute()
  await tellBrowsers(tx, { topic: 'exchange', id: run.id, operator: true })
}

/** Active products of the source that the run has not named, and how many there are in all. */
async function missingOf(
  tx: Tx,
  run: { id: string; source: string },
): Promise<{ missing: string[]; total: number }> {
  const { rows } = await sql<{ id: string; touched: boolean }>`
    select p.id, t.run_id is not null as touched
    from catalog.mappings m
    join catalog.products p on p.id = m.entity_id and p.active
    left join erp.run_touches t on t.run_id = ${run.id} and t.kind = 'product' and t.entity_id = p.id
    where m.source = ${run.source} and m.kind = 'product'`.execute(tx)
  return { missing: rows.filter((row) => !row.touched).map((row) => row.id), total: rows.length }
}

/** A manager answers a run that asks. */
export async function answerRun(
  tx: Tx,
  runId: string,
  deactivate: boolean,
  userId: string,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string; source: string; state: string }>`
    select r.id, r.state, c.source from erp.runs r join erp.connections c on c.id = r.connection_id
    where r.id = ${runId} for update of r`.execute(tx)
  const run = rows[0]
  if (!run) throw new AppError('not_found')
  if (run.state !== 'asks') throw new AppError('wrong_state')
  const { missing } = deactivate ? await missingOf(tx, run) : { missing: [] }
  if (missing.length > 0) await setProductsActive(tx, missing, false, now)
  await tx
    .updateTable('erp.runs')
    .set({ state: 'closed', deactivated_count: missing.length, answered_by: userId })
    .where('id', '=', runId)
    .execute()
}

/** Runs whose 1C has been silent for some minutes. */
export async function silentRuns(db: Db, now: Date, minutes: number): Promise<string[]> {
  const rows = await db
    .selectFrom('erp.runs')
    .select('connection_id')
    .where('state', '=', 'open')
    .where('last_seen_at', '<', new Date(now.getTime() - minutes * 60_000))
    .execute()
  return rows.map((row) => row.connection_id)
}
