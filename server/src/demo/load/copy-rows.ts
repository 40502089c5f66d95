import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { DB } from '../../database.ts'

export type Cell = string | number | boolean | null | readonly string[]

const CHUNK = 1 << 16

/** Loads rows by COPY in the client's transaction and returns how many. Cells stand in the order of the columns. */
export async function copyRows<Table extends keyof DB & string>(
  client: pg.ClientBase,
  table: Table,
  columns: readonly (keyof DB[Table] & string)[],
  rows: Iterable<readonly Cell[]>,
): Promise<number> {
  let count = 0
  function* chunks(): Generator<string> {
    let chunk = ''
    for (const row of rows) {
      if (row.length !== columns.length)
        throw new Error(`${table}: ${row.length} cells for ${columns.length} columns`)
      count++
      chunk += `${row.map(cellText).join('\t')}\n`
      if (chunk.length > CHUNK) {
        yield chunk
        chunk = ''
      }
    }
    if (chunk) yield chunk
  }
  await pipeline(
    Readable.from(chunks()),
    client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`)),
  )
  return count
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return escaped(cell)
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  if (typeof cell === 'number') return String(cell)
  return escaped(`{${cell.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`)
}

const special: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => text.replaceAll(/[\\\t\n\r]/g, (character) => special[character]!)
