import type { Connection, Job, JobRow, Quarantined, RecordCounts, run } from '@portal/api/exchange.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { settingsOf } from './connection-settings.ts'
import { keepFilesDays } from './received-files.ts'

interface Paging {
  cursor?: string | undefined
  limit: number
}

/** Connections with their health: broken = the last job failed, attention = quarantine, a question or a day of silence. */
export async function connections(db: Db, now: Date, connectionId?: string): Promise<Connection[]> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const { rows } = await sql<{
    id: string
    name: string
    login: string
    active: boolean
    seller_name: string
    last_seen_at: Date | null
    last_success_at: Date | null
    last_refused_at: Date | null
    failed_today: number
    settings: unknown
    open_quarantine: number
    last_failed: boolean | null
    asks: boolean
  }>`
    select c.id, c.name, c.login, c.active, s.name as seller_name, c.last_seen_at, c.last_refused_at, c.settings,
      (select max(j.finished_at) from erp.jobs j where j.connection_id = c.id and j.state = 'done') as last_success_at,
      (select count(*)::int from erp.jobs j where j.connection_id = c.id and j.state = 'failed'
        and j.received_at >= ${dayAgo}) as failed_today,
      (select count(*)::int from erp.quarantine q where q.connection_id = c.id and q.resolved_at is null) as open_quarantine,
      (select j.state = 'failed' from erp.jobs j where j.connection_id = c.id and j.finished_at is not null
        order by j.received_at desc, j.id desc limit 1) as last_failed,
      exists (select from erp.runs r where r.connection_id = c.id and r.state = 'asks') as asks
    from erp.connections c join sellers.sellers s on s.id = c.seller_id
    where c.protocol = 'commerceml' ${connectionId ? sql`and c.id = ${connectionId}` : sql``} order by c.name, c.id`.execute(
    db,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    login: row.login,
    active: row.active,
    sellerName: row.seller_name,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lastRefusedAt: row.last_refused_at?.toISOString() ?? null,
    failedToday: row.failed_today,
    health: !row.last_seen_at
      ? 'never'
      : row.last_failed
        ? 'broken'
        : row.open_quarantine > 0 || row.asks || row.last_seen_at < dayAgo
          ? 'attention'
          : 'good',
    openQuarantine: row.open_quarantine,
    settings: settingsOf(row.settings),
  }))
}

export async function connectionView(db: Db, now: Date, id: string): Promise<Connection> {
  const found = (await connections(db, now, id))[0]
  if (!found) throw new AppError('not_found')
  return found
}

interface JobTableRow {
  id: string
  connection_name: string
  direction: 'in' | 'out'
  kind: string
  file_name: string
  size: string | null
  state: Job['state']
  progress: number
  only_changes: boolean | null
  counts: Record<string, RecordCounts>
  row_count: number
  error_code: string | null
  error_params: Record<string, string> | null
  received_at: Date
  started_at: Date | null
  finished_at: Date | null
  file_path: string | null
}

const jobColumns = sql`j.id, c.name as connection_name, j.direction, j.kind, j.file_name, j.size, j.state, j.progress,
  j.only_changes, j.counts, j.error_code, j.error_params, j.received_at, j.started_at, j.finished_at, j.file_path,
  (select count(*)::int from erp.job_rows r where r.job_id = j.id) as row_count`

function jobOf(row: JobTableRow): Job {
  return {
    id: row.id,
    connectionName: row.connection_name,
    direction: row.direction,
    kind: row.kind,
    fileName: row.file_name,
    size: row.size === null ? null : Number(row.size),
    state: row.state,
    progress: row.progress,
    onlyChanges: row.only_changes,
    counts: row.counts,
    rowCount: row.row_count,
    errorCode: row.error_code,
    errorParams: row.error_params,
    receivedAt: row.received_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

export async function jobs(
  db: Db,
  filter: Paging & {
    connectionId?: string | undefined
    state?: string | undefined
    direction?: string | undefined
    remarks?: boolean | undefined
  },
) {
  const after = filter.cursor ? decodeCursor(filter.cursor, ['instant', 'id']) : null
  const { rows } = await sql<JobTableRow>`
    select ${jobColumns} from erp.jobs j join erp.connections c on c.id = j.connection_id
    where true
      ${filter.connectionId ? sql`and j.connection_id = ${filter.connectionId}` : sql``}
      ${filter.state ? sql`and j.state = ${filter.state}` : sql``}
      ${filter.direction ? sql`and j.direction = ${filter.direction}` : sql``}
      ${filter.remarks ? sql`and exists (select from erp.job_rows r where r.job_id = j.id)` : sql``}
      ${after ? sql`and (j.received_at, j.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by j.received_at desc, j.id desc limit ${filter.limit + 1}`.execute(db)
  return pageOf(rows, filter.limit, (row) => [row.received_at.toISOString(), row.id], jobOf)
}

const rowsAtOnce = 200

export async function jobView(
  db: Db,
  now: Date,
  jobId: string,
  filter: { after: number; outcome?: string | undefined },
) {
  const { rows } = await sql<JobTableRow>`
    select ${jobColumns} from erp.jobs j join erp.connections c on c.id = j.connection_id where j.id = ${jobId}`.execute(
    db,
  )
  const job = rows[0]
  if (!job) throw new AppError('not_found')
  const found = await sql<{
    id: string
    position: number
    kind: string
    external_id: string | null
    label: string | null
    outcome: JobRow['outcome']
    code: string
    params: Record<string, string>
  }>`select * from erp.job_rows where job_id = ${jobId} and position > ${filter.after}
      ${filter.outcome ? sql`and outcome = ${filter.outcome}` : sql``}
    order by position limit ${rowsAtOnce + 1}`.execute(db)
  const shown = found.rows.slice(0, rowsAtOnce)
  const counted = await sql<{ outcome: JobRow['outcome']; count: number }>`
    select outcome, count(*)::int as count from erp.job_rows where job_id = ${jobId} group by outcome`.execute(
    db,
  )
  const outcomes = { quarantined: 0, skipped: 0, warning: 0 }
  for (const { outcome, count } of counted.rows) outcomes[outcome] = count
  const until = new Date(job.received_at.getTime() + keepFilesDays * 86_400_000)
  const kept = job.file_path !== null && until > now
  return {
    job: jobOf(job),
    rows: shown.map((row) => ({
      id: row.id,
      position: row.position,
      kind: row.kind,
      externalId: row.external_id,
      label: row.label,
      outcome: row.outcome,
      code: row.code,
      params: row.params,
    })),
    nextAfter: found.rows.length > rowsAtOnce ? (shown.at(-1)?.position ?? null) : null,
    outcomes,
    fileHref: kept ? `/api/office/exchange/jobs/${jobId}/file` : null,
    fileUntil: kept ? until.toISOString() : null,
  }
}

export async function quarantineList(
  db: Db,
  filter: Paging & {
    connectionId?: string | undefined
    missingKind?: string | undefined
    total?: boolean | undefined
  },
) {
  const after = filter.cursor ? decodeCursor(filter.cursor, ['instant', 'id']) : null
  const { rows } = await sql<{
    id: string
    connection_name: string
    kind: string
    external_id: string
    label: string | null
    missing_kind: string
    missing_external_id: string
    attempts: number
    first_seen_at: Date
    last_seen_at: Date
  }>`
    select q.*, c.name as connection_name from erp.quarantine q join erp.connections c on c.id = q.connection_id
    where q.resolved_at is null
      ${filter.connectionId ? sql`and q.connection_id = ${filter.connectionId}` : sql``}
      ${filter.missingKind ? sql`and q.missing_kind = ${filter.missingKind}` : sql``}
      ${after ? sql`and (q.last_seen_at, q.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by q.last_seen_at desc, q.id desc limit ${filter.limit + 1}`.execute(db)
  const page = pageOf(
    rows,
    filter.limit,
    (row) => [row.last_seen_at.toISOString(), row.id],
    (row): Quarantined => ({
      id: row.id,
      connectionName: row.connection_name,
      kind: row.kind,
      externalId: row.external_id,
      label: row.label,
      missingKind: row.missing_kind,
      missingExternalId: row.missing_external_id,
      attempts: row.attempts,
      firstSeenAt: row.first_seen_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
    }),
  )
  if (!filter.total) return page
  const counted = await sql<{ total: number }>`select count(*)::int as total from erp.quarantine
    where resolved_at is null ${filter.connectionId ? sql`and connection_id = ${filter.connectionId}` : sql``}
    ${filter.missingKind ? sql`and missing_kind = ${filter.missingKind}` : sql``}`.execute(db)
  return { ...page, total: counted.rows[0]?.total ?? 0 }
}

type Run = z.infer<typeof run>

export async function runs(
  db: Db,
  filter: Paging & { state?: string | undefined; runId?: string | undefined },
) {
  const after = filter.cursor ? decodeCursor(filter.cursor, ['instant', 'id']) : null
  const { rows } = await sql<{
    id: string
    connection_name: string
    mode: Run['mode']
    state: Run['state']
    started_at: Date
    closed_at: Date | null
    missing_count: number | null
    deactivated_count: number | null
  }>`
    select r.*, c.name as connection_name from erp.runs r join erp.connections c on c.id = r.connection_id
    where true
      ${filter.runId ? sql`and r.id = ${filter.runId}` : sql``}
      ${filter.state ? sql`and r.state = ${filter.state}` : sql``}
      ${after ? sql`and (r.started_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by r.started_at desc, r.id desc limit ${filter.limit + 1}`.execute(db)
  return pageOf(
    rows,
    filter.limit,
    (row) => [row.started_at.toISOString(), row.id],
    (row): Run => ({
      id: row.id,
      connectionName: row.connection_name,
      mode: row.mode,
      state: row.state,
      startedAt: row.started_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      missingCount: row.missing_count,
      deactivatedCount: row.deactivated_count,
    }),
  )
}
