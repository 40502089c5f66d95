/** A line of a list with its cells; `number` is its place in what was pasted, blank lines counted. */
export interface PastedRow {
  number: number
  cells: readonly string[]
}

/** In characters; what is longer is some other column's text. */
export const longestRow = 400

/** Columns are set apart by tabs, or by semicolons where no line has a tab. Blank lines are no rows. */
export function pastedRows(text: string): PastedRow[] {
  const lines = text.split(/\r\n|\n|\r/)
  const separator = lines.some((line) => line.includes('\t')) ? '\t' : ';'
  return lines.flatMap((line, index) =>
    line.trim() === ''
      ? []
      : [
          {
            number: index + 1,
            cells: line.split(separator).map((cell) => cell.trim().replaceAll(/^"|"$/g, '')),
          },
        ],
  )
}

/** Rows of a sheet as a spreadsheet would copy them. */
export const asPasted = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
