import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { Endpoint, Problem } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import type { App } from '#kernel/app.ts'

/** What a loader of the web client gets; its type is told by the client's own build. */
interface WebBuild extends ServerBuild {
  entry: ServerBuild['entry'] & { module: { requestContext: never } }
}

/**
 * The bridge from Fastify to the web client: static files with long lives, and every other GET rendered by React Router.
 * Loaders call the contract in process, with the cookies of the request, so there is one path of authorisation.
 */
export async function mountWeb(app: App, buildDir: string): Promise<void> {
  const client = path.join(buildDir, 'client')
  const server = path.join(buildDir, 'server', 'index.js')
  if (!existsSync(server)) throw new Error(`the web client is not built: ${server} is missing`)
  const build = (await import(pathToFileURL(server).href)) as WebBuild
  const handle = createRequestHandler(build, 'production')
  await app.fastify.register(fastifyStatic, {
    root: client,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, file) => {
      const forever = file.includes(`${path.sep}assets${path.sep}`)
      response.header(
        'cache-control',
        forever ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      )
    },
  })
  app.fastify.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: async (request, reply) => render(app, build, handle, request, reply),
  })
}

async function render(
  app: App,
  build: WebBuild,
  handle: ReturnType<typeof createRequestHandler>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (request.url.startsWith('/api/') || request.url.startsWith('/files/')) throw new AppError('not_found')
  const nonce = randomBytes(16).toString('base64')
  const context = new RouterContextProvider()
  context.set(build.entry.module.requestContext, {
    language: request.language,
    theme: themeOf(request.cookies['artikul_theme']),
    nonce,
    publicUrl: app.config.publicUrl,
    report: (error: unknown) =>
      app.log.error({ err: error, requestId: request.id, url: request.url }, 'a page failed'),
    call: (endpoint: Endpoint, input: unknown) => callInProcess(app, request, endpoint, input),
  } as never)
  const response = await handle(webRequest(app, request), context)
  reply.status(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  reply.headers(securityHeaders(nonce, app.config.secureCookies))
  // a page is one person's; "back" may still show it from memory
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache')
  reply.header('vary', 'Accept-Language, Cookie')
  return reply.send(response.body ? Readable.fromWeb(response.body as never) : null)
}

function webRequest(app: App, request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value)
    else if (value) for (const one of value) headers.append(name, one)
  return new Request(pageUrl(app.config.publicUrl, request.url), { method: request.method, headers })
}

/** Always under the portal's own address, also for a request line such as `//other.example/x`. */
function pageUrl(publicUrl: string, target: string): URL {
  const url = new URL(publicUrl)
  const mark = target.indexOf('?')
  url.pathname = mark === -1 ? target : target.slice(0, mark)
  url.search = mark === -1 ? '' : target.slice(mark)
  return url
}

function themeOf(value: string | undefined): 'light' | 'dark' | 'auto' {
  return value === 'light' || value === 'dark' ? value : 'auto'
}

function securityHeaders(nonce: string, secure: boolean): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // Mantine and virtual rows set styles of elements
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), microphone=(), camera=(self)',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

/** Calls the contract without a network: the same route, validation and authorisation as from outside. */
async function callInProcess(
  app: App,
  request: FastifyRequest,
  endpoint: Endpoint,
  input: unknown,
): Promise<unknown> {
  const { params = {}, query = {}, body } = (input ?? {}) as Record<string, Record<string, unknown>>
  const url = `/api${endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  const answer = await app.fastify.inject({
    method: endpoint.method,
    url: search.size > 0 ? `${url}?${search.toString()}` : url,
    headers: {
      ...(request.headers.cookie ? { cookie: request.headers.cookie } : {}),
      'accept-language': request.language,
    },
    ...(body === undefined ? {} : { payload: body }),
  })
  const parsed: unknown = answer.json()
  if (answer.statusCode >= 400) {
    // React Router shows the error page of this status; a loader that can say more reads the code
    throw Response.json({ code: (parsed as Problem).code }, { status: answer.statusCode })
  }
  return parsed
}
