import type { Sheet } from '#kernel/sheets/sheet.ts'
import { vatIn } from './header-words.ts'
import { currencyIn } from './read-price.ts'

/** A spreadsheet cuts a sheet's name at 31 letters; the whole name often stands above the table. */
export function titleOfSheet(name: string, rows: readonly (readonly string[])[], headerRow: number): string {
  if (name.length < 28) return name
  const above = rows.slice(0, Math.max(0, headerRow - 1)).flat()
  const whole = above.find(
    (cell) => cell.length > name.length && cell.length <= 120 && cell.startsWith(name.trim()),
  )
  return whole ?? name
}

/**
 * What helps to choose columns: notes above the header that speak of VAT, currency or a date, and the kinds of prices
 * that a hidden sheet of 1C's form "Установка цен" names.
 */
export function sheetHints(sheet: Sheet, all: readonly Sheet[], headerRow: number): string[] {
  const notes = sheet.rows
    .slice(0, Math.max(0, headerRow - 1))
    .flat()
    .filter(
      (cell) => cell.length <= 200 && (vatIn(cell) !== null || (/цен|price/i.test(cell) && currencyIn(cell))),
    )
  const hidden = all.find((one) => one.hidden && one !== sheet)
  const column = hidden?.rows[0]?.findIndex((cell) => /^вид цены$/i.test(cell)) ?? -1
  const kinds =
    hidden && column >= 0
      ? hidden.rows
          .slice(1)
          .map((row) => row[column] ?? '')
          .filter((cell) => cell !== '')
      : []
  return [
    ...new Set([...notes, ...(kinds.length > 0 ? [`${hidden!.name}: ${kinds.join(', ')}`] : [])]),
  ].slice(0, 6)
}
