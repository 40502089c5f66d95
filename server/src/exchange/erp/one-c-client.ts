import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'

/** The site refused, in its words. */
export class OneCRefusal extends Error {}

export interface OneCClientOptions {
  url: string
  user: string
  password: string
  /** hears each step in words */
  say?: (line: string) => void
}

/**
 * Talks to a site as 1C:UT does: every session is checkauth, init, files in pieces, import until it is no longer
 * "progress". Serves `npm run play-1c`, tests and integrators. Source: the code of 1C's exchange module.
 */
export class OneCClient {
  readonly #options: OneCClientOptions
  #cookie: string | null = null

  constructor(options: OneCClientOptions) {
    this.#options = options
  }

  /** Sends a folder of an export: everything in it, then asks to import each XML file, `import*` first. */
  async sendCatalogue(folder: string, options: { zip?: boolean } = {}): Promise<void> {
    const names = await filesOf(folder)
    await this.#begin('catalog')
    const { zip, limit } = await this.#init('catalog')
    if (options.zip && zip)
      await this.#sendBytes('catalog', 'v8_catalog.zip', await zipOf(folder, names), limit)
    else for (const name of names) await this.#sendFile('catalog', folder, name, limit)
    for (const name of names.filter((one) => /\.xml$/i.test(one)).toSorted(importFirst))
      await this.#import('catalog', name)
  }

  /** Takes the orders that wait; `take` must be done with them before the site hears that they were loaded. */
  async takeOrders(take: (xml: string) => Promise<void> | void): Promise<void> {
    await this.#begin('sale')
    const xml = await this.#ask({ type: 'sale', mode: 'query' })
    this.#say(`query: ${Buffer.byteLength(xml)} bytes`)
    if (!xml.startsWith('<?xml')) throw new OneCRefusal(xml.slice(0, 500))
    await take(xml)
    await this.#verdict({ type: 'sale', mode: 'success' })
    this.#say('success: the site knows that the orders are loaded')
  }

  /** Sends orders as they stand in 1C. */
  async sendOrders(name: string, xml: string | Buffer): Promise<void> {
    await this.#begin('sale')
    const { limit } = await this.#init('sale')
    await this.#sendBytes('sale', name, Buffer.from(xml), limit)
    await this.#import('sale', name)
  }

  async #begin(type: string): Promise<void> {
    this.#cookie = null
    const [, name, value] = await this.#verdict({ type, mode: 'checkauth' })
    if (!name || !value) throw new OneCRefusal('checkauth gave no cookie')
    this.#cookie = `${name}=${value}`
    this.#say(`checkauth ${type}: let in`)
  }

  async #init(type: string): Promise<{ zip: boolean; limit: number }> {
    const text = await this.#ask({ type, mode: 'init' })
    const lines = text.split('\n')
    const limit = Number(/^file_limit=(\d+)$/.exec(lines[1] ?? '')?.[1])
    if (lines.length !== 2 || !limit) throw new OneCRefusal(`init answered ${JSON.stringify(text)}`)
    this.#say(`init: ${lines.join(', ')}`)
    return { zip: lines[0] === 'zip=yes', limit }
  }

  async #sendFile(type: string, folder: string, name: string, limit: number): Promise<void> {
    const file = path.join(folder, ...name.split('/'))
    const { size } = await stat(file)
    const handle = await open(file)
    try {
      for (let from = 0; from < Math.max(size, 1); from += limit) {
        const piece = Buffer.alloc(Math.min(limit, size - from))
        await handle.read(piece, 0, piece.length, from)
        await this.#verdict({ type, mode: 'file', filename: name }, piece)
      }
    } finally {
      await handle.close()
    }
    this.#say(`file ${name}: ${size} bytes`)
  }

  async #sendBytes(type: string, name: string, bytes: Buffer, limit: number): Promise<void> {
    for (let from = 0; from < bytes.length; from += limit)
      await this.#verdict({ type, mode: 'file', filename: name }, bytes.subarray(from, from + limit))
    this.#say(`file ${name}: ${bytes.length} bytes`)
  }

  async #import(type: string, name: string): Promise<void> {
    for (;;) {
      const [verdict, ...rest] = await this.#verdict({ type, mode: 'import', filename: name })
      this.#say(`import ${name}: ${[verdict, ...rest].join(' ')}`)
      if (verdict === 'success') return
    }
  }

  /** The lines of an answer whose first one is a verdict. Throws OneCRefusal on anything but success and progress. */
  async #verdict(query: Record<string, string>, body?: Buffer): Promise<string[]> {
    const text = await this.#ask(query, body)
    const lines = text.split('\n').map((line) => line.trim())
    const verdict = lines[0]?.toLowerCase()
    if (verdict !== 'success' && verdict !== 'progress')
      throw new OneCRefusal(`${query['mode']}: ${text.slice(0, 500) || 'an empty answer'}`)
    return lines
  }

  async #ask(query: Record<string, string>, body?: Buffer): Promise<string> {
    const { url, user, password } = this.#options
    const response = await fetch(`${url}?${new URLSearchParams(query)}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
    return response.text()
  }

  #say(line: string): void {
    this.#options.say?.(line)
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return (
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
      // orders go by a session of their own
      .filter(
        (name) => /\.(xml|jpe?g|png|gif|bmp|webp|pdf|docx?|xlsx?|zip)$/i.test(name) && !/^orders/i.test(name),
      )
      .sort()
  )
}

function importFirst(one: string, other: string): number {
  const rank = (name: string) =>
    ['import', 'offers', 'prices', 'rests'].findIndex((start) => name.startsWith(start)) >>> 0
  return rank(one) - rank(other) || one.localeCompare(other)
}

async function zipOf(folder: string, names: readonly string[]): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const name of names) zip.addReadStream(createReadStream(path.join(folder, ...name.split('/'))), name)
  zip.end()
  return buffer(zip.outputStream)
}
