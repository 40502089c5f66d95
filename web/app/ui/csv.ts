import type { Column } from './data-table.tsx'

/**
 * A table as CSV for a spreadsheet: semicolons, UTF-8 with its mark, CRLF (RFC 4180 quoting). A text that a spreadsheet
 * would run as a formula gets an apostrophe before it; plain numbers stay numbers.
 */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const exported = columns.flatMap(({ title, text }) => (text ? [{ title, text }] : []))
  const lines = [
    exported.map(({ title }) => title),
    ...rows.map((row) => exported.map(({ text }) => text(row))),
  ]
  return `\ufeff${lines.map((line) => line.map(field).join(';')).join('\r\n')}\r\n`
}

function field(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
