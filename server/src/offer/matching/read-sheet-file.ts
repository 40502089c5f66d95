import { readFile } from 'node:fs/promises'
import { AppError } from '@portal/api/errors.ts'
import type { UploadedFile } from '#kernel/mount.ts'
import { readInThread } from '#kernel/sheets/read-in-thread.ts'
import { Unreadable } from '#kernel/sheets/sheet.ts'

const longestCell = 400

/**
 * Reads a list into rows of text and keeps nothing. Throws file_kind_unknown, or file_unreadable with what is the matter;
 * a list over the limits is refused whole, nothing is cut off.
 */
export async function readSheetsOf(file: UploadedFile): Promise<{ name: string; rows: string[][] }[]> {
  try {
    const sheets = await readInThread(await readFile(file.path))
    return sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => row.map((cell) => cell.slice(0, longestCell))),
    }))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    if (error.code === 'file_kind_unknown') throw new AppError('file_kind_unknown', { name: file.name })
    throw new AppError('file_unreadable', { reason: error.code, ...error.params })
  }
}
