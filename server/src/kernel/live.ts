import type { FastifyReply } from 'fastify'
import pg from 'pg'
import type { Caller } from './caller.ts'
import { liveChannel, type LiveMessage } from './events.ts'
import type { Log } from './log.ts'

interface Listener {
  caller: Caller
  reply: FastifyReply
}

/**
 * Server-sent events from LISTEN/NOTIFY: one connection to PostgreSQL for the process, one stream per browser.
 * A message carries no content; who may not read the object learns nothing from hearing that it changed.
 */
export class LiveUpdates {
  readonly #url: string
  readonly #log: Log
  readonly #listeners = new Set<Listener>()
  #client: pg.Client | undefined
  #heartbeat: NodeJS.Timeout | undefined
  #closed = false

  constructor(url: string, log: Log) {
    this.#url = url
    this.#log = log
  }

  async start(): Promise<void> {
    await this.#listen()
    this.#heartbeat = setInterval(() => this.#send(undefined, () => true), 25_000)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#heartbeat)
    for (const { reply } of this.#listeners) reply.raw.end()
    await this.#client?.end()
  }

  /** Keeps the reply open and writes what concerns this caller. */
  subscribe(caller: Caller, reply: FastifyReply): void {
    const listener: Listener = { caller, reply }
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 3000\n\n')
    this.#listeners.add(listener)
    reply.raw.on('close', () => this.#listeners.delete(listener))
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'artikul live' })
    client.on('notification', ({ payload }) => this.#deliver(payload))
    client.on('error', (error) => {
      this.#log.warn({ err: error }, 'live updates lost their connection')
      client.end().catch(() => undefined)
      this.#again()
    })
    try {
      await client.connect()
      await client.query(`listen ${liveChannel}`)
      if (this.#client) this.#send({ topic: 'missed' }, () => true)
      this.#client = client
    } catch (error) {
      this.#log.warn({ err: error }, 'live updates cannot listen yet')
      this.#again()
    }
  }

  #again(): void {
    if (this.#closed) return
    setTimeout(() => {
      if (!this.#closed) void this.#listen()
    }, 1000).unref()
  }

  #deliver(payload: string | undefined): void {
    if (!payload) return
    const message = JSON.parse(payload) as LiveMessage
    const { topic, id, revision } = message
    this.#send({ topic, id, revision }, (caller) => concerns(caller, message))
  }

  #send(
    message: { topic: string; id?: string | undefined; revision?: number | undefined } | undefined,
    to: (caller: Caller) => boolean,
  ): void {
    const frame = message ? `data: ${JSON.stringify(message)}\n\n` : ': still here\n\n'
    for (const { caller, reply } of this.#listeners) if (to(caller)) reply.raw.write(frame)
  }
}

function concerns(caller: Caller, message: LiveMessage): boolean {
  if (message.sessionId) return caller.sessionId === message.sessionId
  if (message.operator && caller.operator) return true
  return caller.terms.kind === 'buyer' && message.companyId === caller.terms.companyId
}
