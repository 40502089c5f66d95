import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import { separatorOf } from './read-csv.ts'
import { Unreadable } from './sheet.ts'

const headSize = 65_536

/**
 * The rows of a text in columns, one after another, however large it is: encoding and separator are found as
 * `readCsv` finds them. Quotes that do not close mean nothing, and the file is read once more without them:
 * `restart` is called before. Throws Unreadable where a line has no end for a million bytes.
 */
export async function* streamCsv(file: string, restart: () => void): AsyncGenerator<string[]> {
  const encoding = await encodingOfText(file)
  const head = new TextDecoder(encoding).decode(await firstBytes(file))
  const named = /^sep=(.)\r?\n/i.exec(head)
  const delimiter = named?.[1] ?? separatorOf(head)
  const skipped = named ? 1 : 0
  try {
    yield* rowsOf(file, encoding, { delimiter, skipped, quoted: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    restart()
    yield* unquoted(rowsOf(file, encoding, { delimiter, skipped, quoted: false }))
  }
}

/** What cannot be read without quotes either is no table. */
async function* unquoted(rows: AsyncGenerator<string[]>): AsyncGenerator<string[]> {
  try {
    yield* rows
  } catch (error) {
    throw error instanceof CsvError ? new Unreadable('file_unreadable') : error
  }
}

async function* rowsOf(
  file: string,
  encoding: string,
  { delimiter, skipped, quoted }: { delimiter: string; skipped: number; quoted: boolean },
): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    from_line: skipped + 1,
    relax_column_count: true,
    ...(quoted ? { relax_quotes: true } : { quote: null }),
    skip_empty_lines: false,
    max_record_size: 1_000_000,
    bom: true,
  })
  const source = createReadStream(file, { highWaterMark: headSize })
  const decoder = new TextDecoder(encoding)
  const feed = async () => {
    for await (const chunk of source)
      if (!parser.write(decoder.decode(chunk as Uint8Array, { stream: true })))
        await new Promise((resolve) => parser.once('drain', resolve))
    parser.end(decoder.decode())
  }
  const fed = feed().catch((error: unknown) => void parser.destroy(error as Error))
  try {
    for await (const row of parser) yield row as string[]
  } finally {
    // whoever stops early leaves nothing open
    source.destroy()
    parser.destroy()
    parser.emit('drain')
    await fed
  }
}

/** UTF-16 by its mark, UTF-8 where every byte of the file is that, else Windows-1251. */
async function encodingOfText(file: string): Promise<string> {
  const head = await firstBytes(file)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 }))
      decoder.decode(chunk as Uint8Array, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return 'windows-1251'
  }
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headSize), 0, headSize, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
