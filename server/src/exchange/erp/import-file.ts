import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Clock } from '#kernel/clock.ts'
import { transaction, type Db } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import type { Files } from '#kernel/files.ts'
import type { Log } from '#kernel/log.ts'
import { readCommerceMl } from './commerceml/read-commerceml.ts'
import type { CommerceMlRecord } from './commerceml/records.ts'
import {
  takeGroups,
  takePriceTypes,
  takeProducts,
  takeProperties,
  takeWarehouses,
  type ImportContext,
} from './import-catalog.ts'
import { takeDocuments } from './import-orders.ts'
import { takeOffers } from './import-offers.ts'
import { importPicturesOf } from './import-pictures.ts'
import { ImportReport } from './import-report.ts'
import { markFailed, markProgress, markRunning } from './jobs.ts'
import { retryQuarantine } from './retry-quarantine.ts'
import { lockConnection, openFullRun, openRunOf, touchProducts } from './runs.ts'
import { settingsOf } from './connection-settings.ts'
import type { Connection } from './sessions.ts'

/** Records of one batch, and of them offers: those are small, and asked for together they cost a few queries. */
const batchSize = 300
const offersAtOnce = 1_000
/** prices and stocks of the offers of one batch */
const valuesAtOnce = 20_000

/** Reading stopped: nothing of the file was taken. */
class Unreadable extends Error {
  readonly code: string
  readonly params: Record<string, string>

  constructor(code: string, params: Record<string, string>) {
    super(code)
    this.code = code
    this.params = params
  }
}

export interface ImportParts {
  /** where received files lie */
  dataDir: string
  db: Db
  clock: Clock
  files: Files
  log: Log
}

/**
 * The job that takes one file of an exchange: all of it in one transaction, or nothing. A process that dies in the
 * middle leaves nothing behind, and the job is begun again by the next worker.
 */
export async function importFile(parts: ImportParts, jobId: string): Promise<void> {
  const { db, clock } = parts
  const job = await db
    .selectFrom('erp.jobs as j')
    .innerJoin('erp.connections as c', 'c.id', 'j.connection_id')
    .leftJoin('erp.sessions as s', 's.id', 'j.session_id')
    .select([
      'j.id',
      'j.state',
      'j.file_path',
      'j.session_id',
      'c.id as connection_id',
      'c.name',
      'c.source',
      'c.seller_id',
      'c.settings',
      's.started_at',
    ])
    .where('j.id', '=', jobId)
    .executeTakeFirst()
  if (!job?.file_path || job.state === 'failed') return
  // a process that died after the file was taken has its pictures left
  const from = { jobId, sessionId: job.session_id, source: job.source }
  if (job.state === 'done') return importPicturesOf(parts, from)
  const connection: Connection = {
    id: job.connection_id,
    name: job.name,
    source: job.source,
    sellerId: job.seller_id,
    settings: settingsOf(job.settings),
  }
  await markRunning(db, jobId, clock.now())
  try {
    const { size } = await stat(job.file_path)
    await takeFile(parts, connection, { id: jobId, startedAt: job.started_at, path: job.file_path, size })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    await markFailed(db, jobId, error.code, error.params, clock.now())
    return
  }
  await importPicturesOf(parts, from)
}

async function takeFile(
  { db, clock }: ImportParts,
  connection: Connection,
  { id: jobId, startedAt, path, size }: { id: string; startedAt: Date | null; path: string; size: number },
): Promise<void> {
  const now = clock.now()
  // by a connection of its own: the file's transaction shows nothing until its end
  const tellProgress = (percent: number, { counts }: ImportReport) => markProgress(db, jobId, percent, counts)
  // after a deadlock it begins again: whatever it counts and reads by is its own
  await transaction(db, async (tx) => {
    // one import of a connection at a time, also when a job was given to a second worker by mistake
    await lockConnection(tx, connection.id)
    const state = await tx.selectFrom('erp.jobs').select('state').where('id', '=', jobId).executeTakeFirst()
    if (state?.state === 'done') return
    const stream = createReadStream(path)
    const report = new ImportReport(jobId)
    let onlyChanges: boolean | null = null
    let told = 0
    let runId = await openRunOf(tx, connection.id)
    const context: ImportContext = {
      tx,
      connection,
      report,
      now,
      sessionStartedAt: startedAt,
      touch: async (ids) => {
        if (runId) await touchProducts(tx, runId, ids, now)
      },
    }
    let batch: CommerceMlRecord[] = []
    const flush = async () => {
      if (batch.length > 0) await take(context, batch)
      batch = []
      await report.flush(tx)
      const percent = Math.min(99, Math.floor((stream.bytesRead / Math.max(1, size)) * 100))
      if (percent >= told + 5) {
        told = percent
        await tellProgress(percent, report)
      }
    }
    for await (const record of readCommerceMl(stream)) {
      if (record.kind === 'problem') {
        if (record.severity === 'fatal')
          throw new Unreadable(record.code, { ...record.params, line: String(record.line) })
        report.problem(record)
        continue
      }
      if (record.kind === 'catalog' || record.kind === 'offerPackage') {
        onlyChanges ??= record.onlyChanges
        if (record.kind === 'catalog' && record.onlyChanges === false)
          runId = await openFullRun(tx, connection.id, now)
      }
      if (!taken.has(record.kind)) continue
      if (batch.length > 0 && (batch[0]?.kind !== record.kind || isFull(batch))) await flush()
      // a document is counted as what it is here
      report.read(record.kind === 'document' ? 'order' : record.kind)
      batch.push(record)
    }
    await flush()
    // what waited for something that this file has brought is taken now
    await retryQuarantine(tx, connection, null, now)
    await report.flush(tx)
    await tx
      .updateTable('erp.jobs')
      .set({
        state: 'done',
        progress: 100,
        counts: JSON.stringify(report.counts),
        only_changes: onlyChanges,
        run_id: runId,
        finished_at: clock.now(),
      })
      .where('id', '=', jobId)
      .execute()
    await tellBrowsers(tx, { topic: 'exchange', id: jobId, operator: true })
  })
}

const taken = new Set(['group', 'property', 'priceType', 'warehouse', 'product', 'offer', 'document'])

async function take(context: ImportContext, batch: readonly CommerceMlRecord[]): Promise<void> {
  const of = <K extends CommerceMlRecord['kind']>(kind: K) =>
    batch.filter((record): record is Extract<CommerceMlRecord, { kind: K }> => record.kind === kind)
  switch (batch[0]?.kind) {
    case 'group':
      return takeGroups(context, of('group'))
    case 'property':
      return takeProperties(context, of('property'))
    case 'priceType':
      return takePriceTypes(context, of('priceType'))
    case 'warehouse':
      return takeWarehouses(context, of('warehouse'))
    case 'product':
      return takeProducts(context, of('product'))
    case 'offer':
      return takeOffers(context, of('offer'))
    case 'document':
      return takeDocuments(context, of('document'))
  }
}

function isFull(batch: readonly CommerceMlRecord[]): boolean {
  if (batch[0]?.kind !== 'offer') return batch.length >= batchSize
  if (batch.length >= offersAtOnce) return true
  // an offer of hundreds of price types; counted only once in a while
  if (batch.length % 20 !== 0) return false
  const values = batch.reduce(
    (sum, record) =>
      record.kind === 'offer' ? sum + (record.prices?.length ?? 0) + (record.stocks?.length ?? 0) : sum,
    0,
  )
  return values >= valuesAtOnce
}
