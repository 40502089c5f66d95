import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '#kernel/app.ts'
import { tokenHash } from '#kernel/passwords.ts'
import { failure, sendPlain, success, type Answer } from './plain-answer.ts'
import { importReceived, receiveCatalogue, receiveOrders, Refused } from './receive.ts'
import { fileLimit } from './received-files.ts'
import {
  connectionOf,
  exchangeCookie,
  lastSessionOf,
  newRound,
  noteRefusedSignIn,
  openSession,
  sessionOfToken,
  type Connection,
  type ExchangeSession,
} from './sessions.ts'
import { answerQuery, confirmQuery } from './order-query.ts'
import { closeRuns } from './runs.ts'

interface OneCQuery {
  type?: string
  mode?: string
  filename?: string
  version?: string
  timestamp?: string
}

/**
 * The address that 1C talks to. 1C is always the client; every session is checkauth -> init -> file* -> import*,
 * or for orders checkauth -> query -> success. Source: the code of 1C's own exchange module and of Bitrix's server side.
 */
export function mountOneC(app: App): void {
  // its own scope: bodies are raw bytes of any declared type
  void app.fastify.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    const prove = prover(app, scope)
    for (const url of ['/exchange/1c', '/bitrix/admin/1c_exchange.php'])
      scope.route({
        method: ['GET', 'POST'],
        url,
        bodyLimit: fileLimit + 1024,
        // a picture is a request of its own, and 1C makes no pauses
        config: { rateLimit: { max: 6000, timeWindow: '1 minute' } },
        handler: async (request, reply) => answer(app, prove, request, reply),
      })
  })
}

type Prove = (request: FastifyRequest) => Promise<Connection | null>

/** Who stands behind a login and password; wrong ones are counted, since each costs a hash and may be a guess. */
function prover(app: App, scope: FastifyInstance): Prove {
  const wrongTries = scope.createRateLimit({ max: 30, timeWindow: '1 minute' })
  return async (request) => {
    const basic = basicAuthorization(request)
    if (!basic) return null
    const tries = await wrongTries(request, { increment: false })
    if (!tries.isAllowed && tries.isExceeded)
      throw new Refused('Слишком много неверных паролей: подождите минуту')
    const connection = await connectionOf(app.db, basic.login, basic.password)
    if (!connection) await wrongTries(request)
    return connection
  }
}

async function answer(
  app: App,
  prove: Prove,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = request.query as OneCQuery
  const mode = text(query.mode)
  try {
    if (mode === 'checkauth') return sendPlain(reply, await checkAuth(app, prove, request))
    const session = await sessionOf(app, prove, request)
    if (!session)
      return sendPlain(
        reply.status(401),
        failure('Authorization is required', 'Нужна авторизация: повторите checkauth'),
      )
    if (text(query.type) === 'sale' && mode === 'query') return await answerQuery(app, session, reply)
    return sendPlain(reply, await answerMode(app, session, mode, query, request))
  } catch (error) {
    if (error instanceof Refused) return sendPlain(reply, failure('Refused', error.message))
    app.log.error({ err: error, mode, type: query.type }, 'an answer to 1C failed')
    return sendPlain(
      reply,
      failure('Internal error', `Внутренняя ошибка портала, номер запроса ${request.id}`),
    )
  }
}

async function checkAuth(app: App, prove: Prove, request: FastifyRequest): Promise<Answer> {
  const basic = basicAuthorization(request)
  const connection = await prove(request)
  if (!connection) {
    // 1C shows its own words whatever we say, so the reason is kept here
    app.log.warn({ login: basic?.login ?? null, ip: request.ip }, '1C was refused: wrong login or password')
    if (basic) await noteRefusedSignIn(app.db, basic.login, app.clock.now())
    return failure('Wrong login or password', 'Неверный логин или пароль обмена')
  }
  const now = app.clock.now()
  const token = await openSession(app.db, connection, text((request.query as OneCQuery).type), now)
  const timestamp = Math.floor(now.getTime() / 1000)
  return success(exchangeCookie, token, `sessid=${tokenHash(token).slice(0, 32)}`, `timestamp=${timestamp}`)
}

/** By cookie, or by Basic authorization alone: some clients send only one of them. The login said must be the session's. */
async function sessionOf(app: App, prove: Prove, request: FastifyRequest): Promise<ExchangeSession | null> {
  const now = app.clock.now()
  const token = request.cookies[exchangeCookie]
  const byToken = token ? await sessionOfToken(app.db, token, now) : null
  const basic = basicAuthorization(request)
  if (byToken && (!basic || basic.login === byToken.login)) return byToken
  const connection = await prove(request)
  return connection ? lastSessionOf(app.db, connection, now) : null
}

async function answerMode(
  app: App,
  session: ExchangeSession,
  mode: string,
  query: OneCQuery,
  request: FastifyRequest,
): Promise<Answer> {
  const name = text(query.filename)
  switch (`${text(query.type)}/${mode}`) {
    case 'catalog/init':
    case 'sale/init':
    case 'reference/init':
      await newRound(app, session)
      return initAnswer(query.version)
    case 'catalog/file':
    case 'reference/file':
      return receiveCatalogue(app, session, name, bodyOf(request))
    case 'sale/file':
      return receiveOrders(app, session, name, bodyOf(request))
    case 'catalog/import':
      return importReceived(app, session, name, 'catalog')
    case 'sale/success':
      await confirmQuery(app, session)
      return success()
    case 'catalog/complete':
    case 'catalog/deactivate':
      await closeRuns(app.db, session.connection.id, app.clock.now())
      return success()
    case 'sale/import':
      return importReceived(app, session, name, 'orders')
    case 'reference/import':
      // reference books of other products are not used here
      return success()
    default:
      return failure('Unknown request', `Портал не знает запроса type=${text(query.type)}, mode=${mode}`)
  }
}

function bodyOf(request: FastifyRequest) {
  return request.method === 'POST' ? request.raw : null
}

/** Exactly two lines and no line feed after them unless a version was sent: 1C:UT counts them. */
function initAnswer(version: string | undefined): Answer {
  const lines = ['zip=yes', `file_limit=${fileLimit}`]
  return { body: (version ? [...lines, 'version=2.10'] : lines).join('\n') }
}

function basicAuthorization(request: FastifyRequest): { login: string; password: string } | null {
  const header = request.headers.authorization
  if (!header?.startsWith('Basic ') || header.length > 1000) return null
  const decoded = Buffer.from(header.slice(6), 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0 ? null : { login: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
