import { AppError } from '@portal/api/errors.ts'
import { z } from 'zod'
import { storable } from './storable.ts'

/** A cursor is the sort key of the last row, opaque to callers. */
export function encodeCursor(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** What a part of a sort key may be: SQL reads it as that. */
const kinds = {
  text: z.string(),
  id: z.guid(),
  instant: z.iso.datetime(),
  /** an open end of a range is one too */
  date: z.iso.date().or(z.enum(['-infinity', 'infinity'])),
  decimal: z.string().regex(/^-?\d{1,18}(\.\d{1,9})?$/),
}

/** Reads a cursor whose parts are of these kinds; throws bad_request when somebody made it up, or it is another list's. */
export function decodeCursor(cursor: string, partKinds: readonly (keyof typeof kinds)[]): (string | null)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(parts) &&
      parts.length === partKinds.length &&
      partKinds.every(
        (kind, place) => parts[place] === null || kinds[kind].safeParse(parts[place]).success,
      ) &&
      parts.every(storable)
    )
      return parts as (string | null)[]
  } catch {
    // falls through: whatever it was, it was not ours
  }
  throw new AppError('bad_request', { what: 'cursor' })
}

/** Cuts the one row more that was asked for, and makes the cursor of the next page from the last row shown. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | null)[],
  itemOf: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(itemOf), next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null }
}
