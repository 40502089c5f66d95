import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type {} from '@fastify/multipart'
import type {} from '@fastify/rate-limit'
import type { Endpoint, OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { termsHeader } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { App } from './app.ts'
import type { BuyerTerms, Caller } from './caller.ts'
import { seesPrices } from './caller.ts'
import type { Db } from './db.ts'
import type { Log } from './log.ts'
import { storable } from './storable.ts'
import { priceStripper } from './strip-prices.ts'

/** What a handler knows besides its parsed input. */
export interface Context {
  caller: Caller
  db: Db
  now: Date
  language: Language
  requestId: string
  ip: string
  userAgent: string | null
  log: Log
  setCookie(name: string, value: string, options: CookieSerializeOptions): void
  clearCookie(name: string): void
}

export interface UploadedFile {
  /** as the sender named it; never a path to write to */
  name: string
  /** where the bytes are until the handler returns */
  path: string
  size: number
}

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
type Upload<E> = E extends { upload?: infer U }
  ? U extends { maxBytes: number }
    ? { file: UploadedFile }
    : unknown
  : unknown
export type Handler<E> = (input: ParsedOf<E> & Upload<E> & { context: Context }) => Promise<OutputOf<E>>

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
    language: Language
  }
  interface FastifyContextConfig {
    endpoint?: AnyEndpoint
  }
}

/** The endpoints of the contract that this server answers, for OpenAPI and for the tests over the whole contract. */
export const mounted: AnyEndpoint[] = []

/**
 * Mounts an endpoint of the contract: the only place that knows how Fastify validates, authorises and answers.
 * `identify` (set in the composition root) has put the caller on the request before.
 */
export function mount<E extends AnyEndpoint>(app: App, endpoint: E, handler: Handler<E>): void {
  take(endpoint)
  const strip = priceStripper(endpoint.response)
  app.fastify.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    config: {
      endpoint,
      ...(endpoint.perMinute ? { rateLimit: { max: endpoint.perMinute, timeWindow: 60_000 } } : {}),
    },
    bodyLimit: endpoint.bodyLimit ?? (endpoint.upload ? endpoint.upload.maxBytes + 65_536 : 1_048_576),
    preHandler: async (request) => authorise(endpoint, request),
    handler: async (request, reply) => {
      const input = {
        params: parse(endpoint.params, request.params, 'params'),
        query: parse(endpoint.query, request.query, 'query'),
        body: parse(endpoint.body, request.body, 'body'),
        context: contextOf(app, request, reply),
      }
      const answer = endpoint.upload
        ? await withUpload(request, endpoint.upload.maxBytes, (file) => handler({ ...input, file } as never))
        : await handler(input as never)
      reply.header('cache-control', 'no-store')
      return seesPrices(request.caller) || endpoint.access.kind === 'signedIn' ? answer : strip(answer)
    },
  })
}

/** Bytes that an endpoint answers instead of JSON. */
export interface ServedFile {
  name: string
  mime: string
  size: number
  /** of the bytes, or of what tells them from others: a caller that has them already is told so */
  sha256: string
  madeAt: Date | null
  open(): Promise<Readable>
}

/** Mounts an endpoint that answers a file to be saved, under the same rules as any other. */
export function mountFile<E extends AnyEndpoint>(
  app: App,
  endpoint: E,
  handler: (input: ParsedOf<E> & { context: Context }) => Promise<ServedFile>,
): void {
  take(endpoint)
  app.fastify.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    config: {
      endpoint,
      ...(endpoint.perMinute ? { rateLimit: { max: endpoint.perMinute, timeWindow: 60_000 } } : {}),
    },
    preHandler: async (request) => authorise(endpoint, request),
    handler: async (request, reply) => {
      const file = await handler({
        params: parse(endpoint.params, request.params, 'params'),
        query: parse(endpoint.query, request.query, 'query'),
        context: contextOf(app, request, reply),
      } as never)
      const etag = `"${file.sha256.slice(0, 32)}"`
      reply
        .header('cache-control', 'private, no-cache')
        .header('etag', etag)
        .header('x-content-type-options', 'nosniff')
      if (file.madeAt) reply.header('last-modified', file.madeAt.toUTCString())
      if (asksFor(request.headers['if-none-match'], etag)) return reply.status(304).send()
      return reply
        .type(file.mime)
        .header('content-length', file.size)
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
        )
        .send(await file.open())
    },
  })
}

/** An endpoint that does not say who may call it does not start the server. */
function take(endpoint: AnyEndpoint): void {
  if (!endpoint.access) throw new Error(`${endpoint.method} ${endpoint.path} does not say who may call it`)
  mounted.push(endpoint)
}

/** Does the caller have these bytes? A proxy that packs them may have made the tag a weak one. */
function asksFor(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}

function authorise(endpoint: AnyEndpoint, request: FastifyRequest): void {
  const { access } = endpoint
  const { caller } = request
  switch (access.kind) {
    case 'public':
    case 'token':
      return
    case 'signedIn':
      if (!caller.user) throw new AppError('not_signed_in')
      return
    case 'operator':
      if (!caller.user) throw new AppError('not_signed_in')
      if (!caller.operator) throw new AppError('not_found')
      if (access.permission && !caller.operator.permissions.has(access.permission))
        throw new AppError('forbidden')
      return
    case 'shopper':
      if (caller.terms.kind === 'buyer') {
        refuseOtherContract(request, caller.terms)
        if (!caller.terms.permissions.has('catalogue.view')) throw new AppError('forbidden')
      } else if (request.headers[termsHeader] !== undefined)
        // a tab that shows a contract must not take a guest's answer for its own: the session has ended elsewhere
        throw new AppError(caller.user ? 'no_terms' : 'not_signed_in')
      return
    case 'buyer': {
      if (!caller.user) throw new AppError('not_signed_in')
      if (caller.terms.kind !== 'buyer') throw new AppError('no_terms')
      refuseOtherContract(request, caller.terms)
      if (access.permission && !caller.terms.permissions.has(access.permission))
        throw new AppError('forbidden')
      if (access.writes && caller.acting?.mode === 'preview') throw new AppError('preview_only')
    }
  }
}

/** A tab that still shows another contract is told so, before it reads or writes under the wrong terms. */
function refuseOtherContract(request: FastifyRequest, terms: BuyerTerms): void {
  const believed = request.headers[termsHeader]
  if (typeof believed === 'string' && believed !== terms.contractId) throw new AppError('context_changed')
}

/** The caller's buyer terms; throws no_terms where a handler of a shopper endpoint needs a buyer. */
export function buyerTerms(context: Context): BuyerTerms {
  if (context.caller.terms.kind !== 'buyer') throw new AppError('no_terms')
  return context.caller.terms
}

/** The signed-in user; throws not_signed_in. */
export function signedIn(context: Pick<Context, 'caller'>): NonNullable<Caller['user']> {
  if (!context.caller.user) throw new AppError('not_signed_in')
  return context.caller.user
}

function parse(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? (part === 'body' ? undefined : {}))
  if (parsed.success && storable(parsed.data)) return parsed.data
  // an address that cannot be is an object that is not there
  if (part === 'params') throw new AppError('not_found')
  const fields = Object.fromEntries(
    parsed.error?.issues.map((issue) => [issue.path.join('.') || part, issue.code]) ?? [],
  )
  throw new AppError('invalid_input', {}, fields)
}

function contextOf(app: App, request: FastifyRequest, reply: FastifyReply): Context {
  return {
    caller: request.caller,
    db: app.db,
    now: app.clock.now(),
    language: request.language,
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 400) ?? null,
    log: app.log,
    setCookie: (name, value, options) => void reply.setCookie(name, value, options),
    clearCookie: (name) => void reply.clearCookie(name, { path: '/' }),
  }
}

async function withUpload<T>(
  request: FastifyRequest,
  maxBytes: number,
  work: (file: UploadedFile) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw new AppError('bad_request', { what: 'multipart' })
  const part = await request.file({ limits: { fileSize: maxBytes, files: 1, fields: 10 } })
  if (!part) throw new AppError('bad_request', { what: 'file' })
  const folder = await mkdtemp(path.join(tmpdir(), 'artikul-upload-'))
  try {
    const target = path.join(folder, 'file')
    await pipeline(part.file, createWriteStream(target))
    if (part.file.truncated) throw new AppError('file_too_large', { maxBytes })
    return await work({ name: part.filename.slice(0, 255), path: target, size: (await stat(target)).size })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
