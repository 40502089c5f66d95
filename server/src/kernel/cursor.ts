import { AppError } from '@portal/api/errors.ts'

/** A cursor is the sort key of the last row, opaque to callers. */
export function encodeCursor(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** Reads a cursor of `length` parts; throws bad_request when somebody made it up. */
export function decodeCursor(cursor: string, length: number): (string | null)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(parts) &&
      parts.length === length &&
      parts.every((part) => part === null || typeof part === 'string')
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
