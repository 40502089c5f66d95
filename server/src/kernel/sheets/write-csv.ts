import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import iconv from 'iconv-lite'
import { unarmed } from '#kernel/unarmed.ts'
import { type Cell, isHeading, type Table } from './cell.ts'

export type CsvEncoding = 'utf-8' | 'windows-1251'

/**
 * Writes a table for a spreadsheet or an old accounting program: semicolons, a decimal comma where the language has it,
 * UTF-8 with its mark or CP1251. For programs the titles come first; headings of groups are left out.
 */
export async function writeCsv(target: string, table: Table, encoding: CsvEncoding): Promise<void> {
  const bytes = encoding === 'utf-8' ? utf8 : cp1251
  async function* lines(): AsyncGenerator<Buffer> {
    const point = table.language === 'ru' ? ',' : '.'
    const titles = line(
      table.columns.map(({ title }) => ({ text: title })),
      point,
    )
    if (encoding === 'utf-8') yield Buffer.from('\ufeff')
    if (!table.forMachines)
      for (const text of [table.title, ...table.statement, '']) yield bytes(line([{ text }], point))
    yield bytes(titles)
    for await (const portion of table.rows) {
      let text = ''
      for (const row of portion) if (!isHeading(row)) text += line(row, point)
      yield bytes(text)
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(target))
}

function line(cells: readonly Cell[], point: string): string {
  const texts = cells.map((cell) => {
    if (cell === null) return ''
    return 'text' in cell ? quoted(unarmed(cell.text)) : cell.figure.replace('.', point)
  })
  return `${texts.join(';')}\r\n`
}

function quoted(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const utf8 = (text: string) => Buffer.from(text)

/** What CP1251 lacks and price lists have; anything else that it lacks becomes a question mark. */
const likeness: Record<string, string> = {
  '×': 'x',
  Ø: 'O',
  ø: 'o',
  '⌀': 'D',
  '≤': '<=',
  '≥': '>=',
  '²': '2',
  '³': '3',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '₽': 'руб.',
  '−': '-',
  '\u202f': ' ',
  '\u2009': ' ',
  '″': '"',
  '′': "'",
}

function cp1251(text: string): Buffer {
  return iconv.encode(
    text.replaceAll(/[×Øø⌀≤≥²³½¼¾₽−\u202f\u2009″′]/g, (sign) => likeness[sign]!),
    'win1251',
  )
}
