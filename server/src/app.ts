import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import fastify, { LogController, type FastifyBaseLogger, type FastifyRequest } from 'fastify'
import type { App } from '#kernel/app.ts'
import { guest } from '#kernel/caller.ts'
import { LiveUpdates } from '#kernel/live.ts'
import { answerProblem } from '#kernel/problem.ts'
import { refuseOtherSites } from '#kernel/same-origin.ts'
import { mountModules } from './modules.ts'
import { mountOpenApi } from './open-api.ts'
import { sessionCookie } from './people/identity/public.ts'
import { identifyCaller } from './terms/contexts/public.ts'

export interface BuiltApp extends App {
  live: LiveUpdates
}

/** The composition root: one Fastify with the contract mounted. Nothing listens yet. */
export async function buildApp(parts: Omit<App, 'fastify'> & { databaseUrl: string }): Promise<BuiltApp> {
  const server = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: parts.config.LOG_LEVEL !== 'debug' }),
    genReqId: () => randomUUID(),
    // only a neighbour (a reverse proxy) may say on whose behalf it calls
    trustProxy: 'loopback, linklocal, uniquelocal',
    routerOptions: { maxParamLength: 400 },
  })
  const app: App = { ...parts, fastify: server }
  await server.register(cookie)
  await server.register(multipart)
  await server.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await server.register(rateLimit, { global: false })
  server.setErrorHandler(answerProblem)
  server.decorateRequest('caller', null as never)
  server.decorateRequest('language', 'ru')
  server.addHook('onRequest', async (request) => {
    request.caller = guest
    request.language = preferredLanguage(request)
    refuseOtherSites(request, app.config.publicUrl)
  })
  server.addHook('preValidation', async (request) => {
    const token = request.cookies[sessionCookie]
    if (!token || !needsCaller(request)) return
    request.caller = await identifyCaller(app.db, token, app.clock.now())
    if (request.caller.user) request.language = request.caller.user.language
  })
  mountHealth(app)
  await mountOpenApi(app)
  mountModules(app)
  const live = new LiveUpdates(parts.databaseUrl, parts.log)
  server.get('/api/live', async (request, reply) => {
    if (!request.caller.user) throw new AppError('not_signed_in')
    live.subscribe(request.caller, reply)
  })
  return { ...app, live }
}

/** Pictures, scripts and 1C's requests do not ask who the browser is. */
function needsCaller(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || request.url.startsWith('/files/')
}

function preferredLanguage(request: FastifyRequest): Language {
  const chosen = request.cookies['artikul_language']
  if (chosen === 'ru' || chosen === 'en') return chosen
  const accepted = request.headers['accept-language']?.slice(0, 200).toLowerCase() ?? ''
  const first = accepted.split(',').find((part) => /^\s*(ru|en)\b/.test(part))
  return first?.trim().startsWith('en') ? 'en' : 'ru'
}

function mountHealth({ fastify: server, db }: App): void {
  server.get('/healthz', async () => ({ alive: true }))
  server.get('/readyz', async (_request, reply) => {
    try {
      await db.selectFrom('settings.settings').select('key').limit(1).execute()
      return { ready: true }
    } catch {
      return reply.status(503).send({ ready: false })
    }
  })
}
