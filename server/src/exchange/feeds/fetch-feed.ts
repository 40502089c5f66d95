import { lookup } from 'node:dns/promises'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { transaction, type Db } from '#kernel/db.ts'
import { addJob, tellBrowsers } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { Unreadable } from '#kernel/sheets/sheet.ts'
import { markFailed } from '#src/exchange/erp/public.ts'
import { fileOf, folderOf, queueFile, queueOf } from './create-import.ts'
import { isPrivateAddress } from './rules/private-address.ts'
import { sourceOf } from './source.ts'
import type { FeedParts } from './tasks.ts'

/** How addresses are reached. */
export interface FetchRules {
  /** may this IP address be asked? Addresses of inner networks may not. */
  mayAsk(address: string): boolean
  maxBytes: number
  seconds: number
}

const usual: FetchRules = {
  mayAsk: (address) => !isPrivateAddress(address),
  maxBytes: 256 * 1024 * 1024,
  seconds: 300,
}

const redirects = 3

/** Sources whose time has come are read, each by a job of its own. */
export async function fetchDue({ db, clock }: FeedParts): Promise<void> {
  const now = clock.now()
  const due = await db
    .selectFrom('feeds.sources as s')
    .innerJoin('erp.connections as c', 'c.id', 's.id')
    .select('s.id')
    .where('s.next_fetch_at', '<=', now)
    .where('c.active', '=', true)
    .limit(50)
    .execute()
  for (const { id } of due) await queueFetch(db, id, now)
}

/** Asks for a feed now, and puts the next time off. */
export async function queueFetch(db: Db, sourceId: string, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    const source = await sourceOf(tx, sourceId)
    if (!source?.settings.url) return
    const next = new Date(now.getTime() + source.settings.everyHours * 3_600_000)
    await tx.updateTable('feeds.sources').set({ next_fetch_at: next }).where('id', '=', sourceId).execute()
    await addJob(
      tx,
      'feeds:fetch',
      { importId: sourceId },
      { queue: queueOf(sourceId), key: `fetch:${sourceId}`, maxAttempts: 1, priority: 5 },
    )
  })
}

/** Reads a source's address into a file and has it imported; an address that fails stands in the log with its reason. */
export async function fetchSource(parts: FeedParts, sourceId: string): Promise<void> {
  const { db, dataDir, clock } = parts
  const source = await sourceOf(db, sourceId)
  const url = source?.settings.url
  if (!source?.active || !url) return
  const id = newId()
  await mkdir(folderOf(dataDir, id), { recursive: true })
  const fileName = nameOf(url)
  const file = { id, sourceId, origin: 'url' as const, fileName, userId: null }
  try {
    const size = await download(url, fileOf(dataDir, id), parts.fetchRules ?? usual)
    await transaction(db, (tx) => queueFile(tx, dataDir, { ...file, size, now: clock.now() }))
  } catch (error) {
    await rm(folderOf(dataDir, id), { recursive: true, force: true })
    const { code, params } =
      error instanceof Unreadable ? error : { code: 'fetch_failed', params: { detail: reasonOf(error) } }
    await refuse(parts, { ...file, size: 0, now: clock.now() }, code, { ...params, url })
  }
}

async function refuse(
  { db, dataDir }: FeedParts,
  file: Parameters<typeof queueFile>[2],
  code: string,
  params: Record<string, string>,
): Promise<void> {
  await transaction(db, async (tx) => {
    await queueFile(tx, dataDir, file)
    const made = await tx
      .updateTable('feeds.imports')
      .set({ state: 'failed', error_code: code, error_params: JSON.stringify(params), finished_at: file.now })
      .where('id', '=', file.id)
      .returning('job_id')
      .executeTakeFirstOrThrow()
    await markFailed(tx, made.job_id, code, params, file.now)
    await tellBrowsers(tx, { topic: 'exchange', id: file.id, operator: true })
  })
}

/** Downloads within limits of size and time, over addresses that may be asked; answers its size. Throws. */
export async function download(url: string, path: string, rules: FetchRules): Promise<number> {
  const signal = AbortSignal.timeout(rules.seconds * 1000)
  let at = new URL(url)
  for (let hop = 0; hop <= redirects; hop += 1) {
    const response = await ask(at, rules, signal)
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy()
      at = new URL(headers.location, at)
      continue
    }
    if (statusCode !== 200) {
      response.destroy()
      throw new Error(`HTTP ${statusCode}`)
    }
    return save(response, path, rules.maxBytes, signal)
  }
  throw new Error('too many redirects')
}

/** The name is resolved once, judged, and that very address is connected to: a second answer of DNS changes nothing. */
async function ask(url: URL, rules: FetchRules, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`not HTTP: ${url.protocol}`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = net.isIP(host)
    ? [{ address: host, family: net.isIP(host) }]
    : await lookup(host, { all: true })
  const chosen = addresses[0]
  if (!chosen || addresses.some(({ address }) => !rules.mayAsk(address)))
    throw new Unreadable('private_address')
  const send = url.protocol === 'https:' ? https.request : http.request
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        signal,
        timeout: 30_000,
        headers: { 'user-agent': 'Artikul', accept: '*/*', 'accept-encoding': 'identity' },
        lookup: (_host, options, done) => {
          if (options.all) done(null, [chosen])
          else done(null, chosen.address, chosen.family)
        },
      },
      resolve,
    )
    request.on('timeout', () => request.destroy(new Error('no answer within 30 s')))
    request.on('error', reject)
    request.end()
  })
}

async function save(
  response: IncomingMessage,
  path: string,
  most: number,
  signal: AbortSignal,
): Promise<number> {
  let size = 0
  await pipeline(
    response,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length
        if (size > most) throw new Unreadable('unpacks_too_large', { limit: String(most) })
        yield chunk
      }
    },
    createWriteStream(path),
    { signal },
  )
  return size
}

function nameOf(url: string): string {
  const { hostname, pathname } = new URL(url)
  return `${hostname}${pathname === '/' ? '' : pathname}`.slice(0, 200)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const cause = (error as { code?: unknown }).code
  return (typeof cause === 'string' ? `${cause} ${error.message}` : error.message).slice(0, 200)
}
