/** What stands in one place of a table. A text is never read as a formula, a figure is a plain decimal. */
export type Cell = { text: string } | Figure | null

export interface Figure {
  figure: string
  /** digits after the point in which money is shown; null: as many as there are */
  places: number | null
}

export interface ColumnHead {
  title: string
  figure: boolean
  /** in characters */
  width: number
}

/** One table to be written, whatever the format: its head is known, its rows come in portions. */
export interface Table {
  title: string
  /** what the sheet of a workbook is called: at most 31 characters, none of []:*?/\\ */
  sheet: string
  /** what the file says of itself: when, under which contract, in which currency, with VAT or without */
  statement: readonly string[]
  columns: readonly ColumnHead[]
  rows: AsyncIterable<readonly TableRow[]>
  language: 'ru' | 'en'
  madeAt: Date
  logo: Logo | null
  /** read by programs: nothing stands above the titles */
  forMachines: boolean
}

/** A row of cells, or the heading of those that follow. */
export type TableRow = readonly Cell[] | { heading: string }

export const isHeading = (row: TableRow): row is { heading: string } => 'heading' in row

export interface Logo {
  png: Buffer
  width: number
  height: number
}

const unstorable = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

/** Text without what XML 1.0 cannot hold. */
export function storableInXml(text: string): string {
  return text.toWellFormed().replaceAll(unstorable, '')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function xml(text: string): string {
  const clean = storableInXml(text)
  return /[&<>"]/.test(clean) ? clean.replaceAll(/[&<>"]/g, (sign) => entities[sign]!) : clean
}
