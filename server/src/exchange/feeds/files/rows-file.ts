import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import type { FileRow } from '../rules/parse-rows.ts'

export interface KeptRow extends FileRow {
  /** the place of its sheet in the file, from 0 */
  sheet: number
}

/** Writes the rows of a file as they were read, a line each, so that they can be gone through again without its parser. */
export class RowsWriter {
  readonly #path: string
  #stream: WriteStream
  #lines: string[] = []

  constructor(path: string) {
    this.#path = path
    this.#stream = createWriteStream(path)
  }

  async write({ sheet, row, indent, cells }: KeptRow): Promise<void> {
    this.#lines.push(JSON.stringify([sheet, row, indent, ...cells]))
    if (this.#lines.length >= 500) await this.#flush()
  }

  /** Begins the file anew. */
  async restart(): Promise<void> {
    this.#lines = []
    this.#stream.end()
    await once(this.#stream, 'close')
    this.#stream = createWriteStream(this.#path)
  }

  async end(): Promise<void> {
    await this.#flush()
    this.#stream.end()
    await once(this.#stream, 'close')
  }

  async #flush(): Promise<void> {
    if (this.#lines.length === 0) return
    const text = `${this.#lines.join('\n')}\n`
    this.#lines = []
    if (!this.#stream.write(text)) await once(this.#stream, 'drain')
  }
}

/** The rows in their order. */
export async function* readRows(path: string): AsyncGenerator<KeptRow> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  for await (const line of lines) {
    const [sheet, row, indent, ...cells] = JSON.parse(line) as [number, number, number, ...string[]]
    yield { sheet, row, indent, cells }
  }
}
