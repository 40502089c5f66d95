import type { FeedMapping, RowOutcome } from '@portal/api/feeds.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { ReadSheet } from './files/read-price-file.ts'
import { readRows } from './files/rows-file.ts'
import { RowParser, type ParsedRow } from './rules/parse-rows.ts'
import type { Source } from './source.ts'
import { targetsOf, type FeedTargets } from './targets.ts'

const batchSize = 1_000

const outcomes: Record<ParsedRow['kind'], RowOutcome> = {
  row: 'same',
  group: 'group',
  note: 'note',
  refused: 'refused',
}

/**
 * Parses the kept rows of a file by its mapping into `feeds.staged`, a batch at a time, replacing what an earlier
 * attempt has left. Answers where their figures go.
 */
export async function stageRows(
  tx: Tx,
  importId: string,
  {
    rowsPath,
    sheets,
    mapping,
    source,
  }: { rowsPath: string; sheets: ReadSheet[]; mapping: FeedMapping; source: Source },
  progress: (share: number) => Promise<void>,
): Promise<FeedTargets> {
  await sql`delete from feeds.staged where import_id = ${importId}`.execute(tx)
  const { targets, places } = targetsOf(mapping)
  const used = mapping.sheets.filter(({ use }) => use)
  // a category for each sheet makes sense where there are several
  const several = used.length > 1
  const parsers = sheets.map((sheet) => {
    const mapped = used.find((one) => one.sheet === sheet.name)
    const of = { title: several ? sheet.title : '', grouping: sheet.grouping }
    return mapped && new RowParser(mapped, source.settings, places, of)
  })
  const total = sheets.reduce((rows, sheet) => rows + sheet.rowCount, 0)
  let batch: Staged[] = []
  let position = 0
  let seen = 0
  for await (const row of readRows(rowsPath)) {
    seen += 1
    const parsed = parsers[row.sheet]?.parse(row)
    if (!parsed) continue
    batch.push({ ...parsed, position, sheet: sheets[row.sheet]!.name })
    position += 1
    if (batch.length < batchSize) continue
    await insert(tx, importId, batch)
    batch = []
    await progress(seen / Math.max(1, total))
  }
  await insert(tx, importId, batch)
  await sql`analyze feeds.staged`.execute(tx)
  return targets
}

type Staged = ParsedRow & { position: number; sheet: string }

async function insert(tx: Tx, importId: string, rows: readonly Staged[]): Promise<void> {
  if (rows.length === 0) return
  const records = rows.map((row) => ({
    position: row.position,
    sheet: row.sheet,
    row_number: row.row,
    outcome: outcomes[row.kind],
    key: row.key,
    lookup: row.lookup,
    data: row.data,
    prices: row.prices,
    stocks: row.stocks,
    remarks: row.remarks,
  }))
  await sql`insert into feeds.staged (import_id, position, sheet, row_number, outcome, key, lookup, data, prices, stocks, remarks)
    select ${importId}, position, sheet, row_number, outcome, key, lookup, data, prices, stocks, remarks
    from json_to_recordset(${JSON.stringify(records)}::json) as r(position int, sheet text, row_number int, outcome text, key text,
      lookup text, data jsonb, prices text[], stocks text[], remarks jsonb)`.execute(tx)
}
