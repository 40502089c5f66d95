import type { RecordCounts } from '@portal/api/exchange.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Problem } from './commerceml/records.ts'

export interface ReportRow {
  kind: string
  externalId: string | null
  label: string | null
  outcome: 'quarantined' | 'skipped' | 'warning'
  code: string
  params: Record<string, string>
}

/** What became of every record of a file: counts per kind, and a row for each that was not taken as it stood (law 7). */
export class ImportReport {
  readonly counts: Record<string, RecordCounts> = {}
  readonly #jobId: string
  #rows: ReportRow[] = []
  #written = 0

  /** `written`: rows that the job has already */
  constructor(jobId: string, written = 0) {
    this.#jobId = jobId
    this.#written = written
  }

  read(kind: string, number = 1): void {
    this.#of(kind).read += number
  }

  done(kind: string, outcome: 'created' | 'changed' | 'same', number = 1): void {
    this.#of(kind)[outcome] += number
  }

  row(row: ReportRow): void {
    if (row.outcome === 'quarantined') this.#of(row.kind).quarantined += 1
    if (row.outcome === 'skipped') this.#of(row.kind).skipped += 1
    this.#rows.push(row)
  }

  problem(problem: Problem): void {
    this.row({
      kind: problem.record?.kind ?? 'file',
      externalId: problem.record?.id ?? null,
      label: problem.record?.label ?? null,
      outcome: problem.severity === 'warning' ? 'warning' : 'skipped',
      code: problem.code,
      params: { ...problem.params, line: String(problem.line), path: problem.path },
    })
  }

  /** Writes the rows that have gathered, in the import's transaction. */
  async flush(tx: Tx): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    if (rows.length === 0) return
    const numbered = rows.map((row, index) => ({
      id: newId(),
      position: this.#written + index,
      kind: row.kind,
      external_id: row.externalId,
      label: row.label,
      outcome: row.outcome,
      code: row.code,
      params: row.params,
    }))
    this.#written += rows.length
    await sql`insert into erp.job_rows (id, job_id, position, kind, external_id, label, outcome, code, params)
      select id, ${this.#jobId}, position, kind, external_id, label, outcome, code, params
      from json_to_recordset(${JSON.stringify(numbered)}::json)
        as r(id uuid, position int, kind text, external_id text, label text, outcome text, code text, params jsonb)`.execute(
      tx,
    )
  }

  #of(kind: string): RecordCounts {
    return (this.counts[kind] ??= { read: 0, created: 0, changed: 0, same: 0, quarantined: 0, skipped: 0 })
  }
}
