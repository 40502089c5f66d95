import { sheetMapping, type FeedMapping } from '@portal/api/feeds.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import type { ReadSheet } from './files/read-price-file.ts'

/** A sheet is known by its name and header, else by its header alone: supplier's sheets come and go, headers stay. */
const keysOf = (sheet: Pick<ReadSheet, 'name' | 'headerKey'>) => [
  `${sheet.name}\n${sheet.headerKey}`,
  ...(sheet.headerKey === '' ? [] : [sheet.headerKey]),
]

export interface Recalled {
  mapping: FeedMapping
  /** by the sheet's place */
  remembered: boolean[]
  /** nothing is left to ask: every sheet that has prices was seen before */
  complete: boolean
}

/** The mapping of a file that has just been read: remembered where its sheets are known, guessed elsewhere. */
export async function recallColumns(
  db: Db,
  sourceId: string,
  sheets: readonly ReadSheet[],
): Promise<Recalled> {
  const { rows } = await sql<{ header_key: string; mapping: unknown }>`
    select header_key, mapping from feeds.remembered_columns
    where source_id = ${sourceId} and header_key = any(${sheets.flatMap(keysOf)}::text[])`.execute(db)
  const known = new Map(rows.map((row) => [row.header_key, sheetMapping.parse(row.mapping)]))
  const remembered: boolean[] = []
  const mapped = sheets.map((sheet) => {
    const found = keysOf(sheet)
      .map((key) => known.get(key))
      .find((one) => one !== undefined)
    remembered.push(found !== undefined)
    if (!found) return { ...sheet.guess, sheet: sheet.name }
    // the header may have moved down by a row of greetings
    const moved = sheet.headerKey === '' ? found : sheet.guess
    return { ...found, sheet: sheet.name, headerRow: moved.headerRow, headerRows: moved.headerRows }
  })
  const complete =
    remembered.some(Boolean) &&
    mapped.some(({ use }) => use) &&
    mapped.every(({ use }, index) => remembered[index] || !use)
  return { mapping: { sheets: mapped }, remembered, complete }
}

export async function rememberColumns(
  tx: Tx,
  sourceId: string,
  sheets: readonly ReadSheet[],
  mapping: FeedMapping,
  now: Date,
): Promise<void> {
  const byKey = new Map<string, string>()
  for (const one of mapping.sheets) {
    const sheet = sheets.find(({ name }) => name === one.sheet)
    if (!sheet) continue
    const [own, shared] = keysOf(sheet)
    byKey.set(own!, JSON.stringify(one))
    // a sheet that is left out says nothing of the others with its header
    if (shared && (one.use || !byKey.has(shared))) byKey.set(shared, JSON.stringify(one))
  }
  await sql`insert into feeds.remembered_columns (source_id, header_key, mapping, updated_at)
    select ${sourceId}, key, mapping::jsonb, ${now}
    from unnest(${[...byKey.keys()]}::text[], ${[...byKey.values()]}::text[]) as m(key, mapping)
    on conflict (source_id, header_key) do update set mapping = excluded.mapping, updated_at = excluded.updated_at`.execute(
    tx,
  )
}
