import { Worker } from 'node:worker_threads'
import { type Cell, isHeading, type Table } from '#kernel/sheets/cell.ts'

/** What the thread lays out: plain texts, ready to be set. */
export interface PdfTable {
  target: string
  title: string
  statement: readonly string[]
  columns: readonly { title: string; figure: boolean; width: number }[]
  rows: readonly (readonly string[] | { heading: string })[]
  language: 'ru' | 'en'
  madeAt: Date
  logo: { png: Uint8Array; width: number; height: number } | null
}

/** Setting a page takes the processor, so it happens in a thread, with bounded memory and time. */
const limits = { memoryMb: 768, seconds: 300 }

/** Writes a table to be printed. Its rows are held in memory: whoever calls has bounded them. */
export async function writePdf(target: string, table: Table): Promise<void> {
  const rows: PdfTable['rows'][number][] = []
  for await (const portion of table.rows)
    for (const row of portion)
      rows.push(isHeading(row) ? row : row.map((cell) => textOf(cell, table.language)))
  const { title, statement, language, madeAt, logo } = table
  const columns = table.columns.map((column) => ({ ...column }))
  const thread = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    workerData: {
      target,
      title,
      statement,
      columns,
      rows,
      language,
      madeAt,
      logo: logo && { ...logo, png: new Uint8Array(logo.png) },
    } satisfies PdfTable,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 64 },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`a PDF was not set in ${limits.seconds} s`)),
        limits.seconds * 1000,
      )
      const settle = (end: () => void) => {
        clearTimeout(timer)
        end()
      }
      thread.once('message', () => settle(resolve))
      thread.once('error', (error) => settle(() => reject(error)))
      thread.once('exit', (code) => settle(() => reject(new Error(`the thread of a PDF ended with ${code}`))))
    })
  } finally {
    await thread.terminate()
  }
}

/** `7 654,32` or `7,654.32` */
function textOf(cell: Cell, language: 'ru' | 'en'): string {
  if (cell === null) return ''
  if ('text' in cell) return cell.text
  const [whole = '', part] = cell.figure.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, language === 'ru' ? '\u00a0' : ',')
  return part === undefined ? grouped : `${grouped}${language === 'ru' ? ',' : '.'}${part}`
}
