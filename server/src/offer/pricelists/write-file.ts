import path from 'node:path'
import { mostPdfRows, type PriceFileFormat } from '@portal/api/price-file-settings.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Conditions, loadConditions } from '#src/offer/showcase/public.ts'
import type { PersonTerms } from '#src/terms/contexts/public.ts'
import { cellsOf, type FileConditions, headOf } from './columns.ts'
import type { Logo, Table, TableRow } from '#kernel/sheets/cell.ts'
import { writeCsv } from '#kernel/sheets/write-csv.ts'
import { writePdf } from './formats/write-pdf.ts'
import { mostXlsxRows, writeXlsx } from '#kernel/sheets/write-xlsx.ts'
import { writeYml } from './formats/write-yml.ts'
import { type FileRow, fileRows, type FileRows } from './rows.ts'
import type { ReadSettings } from './settings.ts'
import { fileConditions, statementOf, titleOf } from './statement.ts'
import { wordsOf } from './words.ts'

/** Why a file cannot be made as it was asked for; told to its owner, who can ask for another. */
export class Unmakeable extends Error {
  readonly code: 'no_access' | 'too_many_rows'
  constructor(code: Unmakeable['code']) {
    super(code)
    this.code = code
  }
}

export interface Asked {
  owner: PersonTerms
  settings: ReadSettings
  logo: Logo | null
  now: Date
  publicUrl: string
  /** read by programs only */
  forMachines: boolean
  onProgress: (percent: number) => Promise<void>
}

export interface Written {
  path: string
  mime: string
  extension: string
  rowCount: number
  leftOut: number
}

const kinds: Record<PriceFileFormat, { mime: string; extension: string; most: number }> = {
  xlsx: {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    most: mostXlsxRows,
  },
  csv: { mime: 'text/csv', extension: 'csv', most: Infinity },
  yml: { mime: 'application/xml', extension: 'xml', most: Infinity },
  pdf: { mime: 'application/pdf', extension: 'pdf', most: mostPdfRows },
}

/** Writes a price list file into a folder, as its owner's terms offer it now. Throws Unmakeable. */
export async function writeFile(db: Db, folder: string, asked: Asked): Promise<Written> {
  const { owner, settings } = asked
  const { mime, extension, most } = kinds[settings.format]
  const at = { now: asked.now, language: settings.language }
  const conditions = { ...(await loadConditions(db, owner.terms, at)), terms: owner.terms }
  const rows = await fileRows(db, conditions, settings)
  if (rows.total > most) throw new Unmakeable('too_many_rows')
  const told = await fileConditions(db, owner, settings, asked.publicUrl)
  const target = path.join(folder, `file.${extension}`)
  let rowCount = 0
  async function* counted(): AsyncGenerator<FileRow[]> {
    for await (const portion of rows.portions((done) =>
      asked.onProgress(5 + Math.floor((done / rows.total) * 90)),
    )) {
      rowCount += portion.length
      yield portion
    }
  }
  const { leftOut } = await writeAs(target, asked, told, rows, counted(), conditions)
  return {
    path: target,
    mime: extension === 'csv' ? `${mime}; charset=${settings.csvEncoding}` : mime,
    extension,
    rowCount: rowCount - leftOut,
    leftOut,
  }
}

async function writeAs(
  target: string,
  asked: Asked,
  told: FileConditions,
  rows: FileRows,
  portions: AsyncIterable<FileRow[]>,
  { terms }: Conditions & { terms: BuyerTerms },
): Promise<{ leftOut: number }> {
  const { settings, owner, now } = asked
  const title = titleOf(settings)
  const statement = statementOf(owner, settings, told, now)
  if (settings.format === 'yml')
    return writeYml(
      target,
      {
        title,
        company: settings.namesContract ? owner.sellerName : null,
        date: dateAndTime(now, terms.timeZone),
        statement,
        categories: rows.categories,
        portions,
        columns: new Set(settings.columns),
      },
      told,
    )
  const table: Table = {
    title,
    sheet: wordsOf[settings.language].defaultTitle,
    statement,
    columns: settings.columns.map((column) => headOf(column, told)),
    rows: tableRows(portions, settings, told),
    language: settings.language,
    madeAt: now,
    logo: asked.logo,
    forMachines: asked.forMachines,
  }
  if (settings.format === 'csv') await writeCsv(target, table, settings.csvEncoding)
  else if (settings.format === 'pdf') await writePdf(target, table)
  else await writeXlsx(target, table)
  return { leftOut: 0 }
}

/** Where no column names the category, headings do. */
async function* tableRows(
  portions: AsyncIterable<FileRow[]>,
  { columns }: ReadSettings,
  told: FileConditions,
): AsyncGenerator<TableRow[]> {
  const headed = !columns.includes('category')
  let last: string | null | undefined
  for await (const portion of portions) {
    const out: TableRow[] = []
    for (const row of portion) {
      const category = row.category?.id ?? null
      if (headed && category !== last)
        out.push({ heading: row.category?.name ?? wordsOf[told.language].withoutCategory })
      last = category
      out.push(cellsOf(row, columns, told))
    }
    yield out
  }
}

/** `2026-11-25 04:15`, as YML writes it */
function dateAndTime(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(now)
}
