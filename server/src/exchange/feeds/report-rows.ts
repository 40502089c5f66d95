import { sql } from 'kysely'
import type { Applying } from './apply-import.ts'
import type { Remark } from './rules/parse-rows.ts'

const batchSize = 2_000

/** Tells the log of every row that was not taken as it stands, with its place in the file and the reason. */
export async function reportRows({ tx, importId, report }: Applying): Promise<void> {
  for (let after = -1; ;) {
    const { rows } = await sql<{
      position: number
      sheet: string
      row_number: number
      outcome: string
      key: string | null
      label: string | null
      remarks: Remark[]
    }>`
      select position, sheet, row_number, outcome, key, coalesce(data->>'name', data->>'article') as label, remarks
      from feeds.staged
      where import_id = ${importId} and position > ${after} and remarks <> '[]'
      order by position limit ${batchSize}`.execute(tx)
    if (rows.length === 0) return
    after = rows.at(-1)!.position
    for (const row of rows) {
      const left = row.outcome === 'refused' || row.outcome === 'unknown' || row.outcome === 'duplicate'
      // the last remark says why a row was left out; what was said before is beside it
      for (const [index, { code, params }] of row.remarks.entries())
        report.row({
          kind: 'row',
          externalId: row.key?.slice(row.key.indexOf(':') + 1) ?? null,
          label: row.label,
          outcome: left && index === row.remarks.length - 1 ? 'skipped' : 'warning',
          code,
          params: { ...params, line: String(row.row_number), ...(row.sheet ? { sheetName: row.sheet } : {}) },
        })
    }
    await report.flush(tx)
    if (rows.length < batchSize) return
  }
}
