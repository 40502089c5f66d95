import { checkZip } from './check-zip.ts'
import { decodeText } from './decode-text.ts'
import { kindOfFile } from './kind-of-file.ts'
import type { SheetLimits } from './limits.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import { type Sheet, Unreadable } from './sheet.ts'

/** Reads a list in any form that people send; throws Unreadable. Runs in a thread of its own: see read-in-thread. */
export async function readSheets(bytes: Buffer, limits: SheetLimits): Promise<Sheet[]> {
  const sheets = await readKind(bytes, limits)
  if (sheets.every((sheet) => sheet.rows.length === 0)) throw new Unreadable('file_unreadable')
  return sheets
}

async function readKind(bytes: Buffer, limits: SheetLimits): Promise<Sheet[]> {
  switch (kindOfFile(bytes)) {
    case 'zip':
      await checkZip(bytes, limits)
      return readWorkbook(bytes, limits)
    case 'cfb':
      return readWorkbook(bytes, limits)
    case 'markup':
      return readWorkbook(decodeText(bytes), limits)
    case 'text':
      return [readCsv(decodeText(bytes), limits)]
    case null:
      throw new Unreadable('file_kind_unknown')
  }
}
