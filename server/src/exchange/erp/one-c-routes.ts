import { stat } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '#kernel/app.ts'
import { tokenHash } from '#kernel/passwords.ts'
import { jobOfFile, queueImport, waitForJob, type JobState } from './jobs.ts'
import { jobErrorText } from './job-error-text.ts'
import { failure, progress, sendPlain, success, type Answer } from './plain-answer.ts'
import { FileTooLarge, ReceivedFiles, fileLimit } from './received-files.ts'
import {
  connectionOf,
  exchangeCookie,
  lastSessionOf,
  openSession,
  sessionOfToken,
  type ExchangeSession,
} from './sessions.ts'
import { safeName } from './commerceml/safe-name.ts'
import { unpack } from './commerceml/unpack.ts'
import { isWholeDocument } from './whole-document.ts'
import { answerQuery, confirmQuery } from './order-query.ts'
import { closeRuns } from './runs.ts'

interface OneCQuery {
  type?: string
  mode?: string
  filename?: string
  version?: string
  timestamp?: string
}

/** How long an answer to mode=import is held before "progress": 1C asks again at once, without a pause. */
const holdMilliseconds = 20_000

/**
 * The address that 1C talks to. 1C is always the client; every session is checkauth -> init -> file* -> import*,
 * or for orders checkauth -> query -> success. Source: the code of 1C's own exchange module and of Bitrix's server side.
 */
export function mountOneC(app: App): void {
  // its own scope: bodies are raw bytes of any declared type
  void app.fastify.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const url of ['/exchange/1c', '/bitrix/admin/1c_exchange.php'])
      scope.route({
        method: ['GET', 'POST'],
        url,
        bodyLimit: fileLimit + 1024,
        config: { rateLimit: { max: 1200, timeWindow: '1 minute' } },
        handler: async (request, reply) => answer(app, request, reply),
      })
  })
}

async function answer(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const query = request.query as OneCQuery
  const mode = text(query.mode)
  try {
    if (mode === 'checkauth') return sendPlain(reply, await checkAuth(app, request))
    const session = await sessionOf(app, request)
    if (!session)
      return sendPlain(
        reply.status(401),
        failure('Authorization is required', 'Нужна авторизация: повторите checkauth'),
      )
    if (text(query.type) === 'sale' && mode === 'query') return await answerQuery(app, session, reply)
    return sendPlain(reply, await answerMode(app, session, mode, query, request))
  } catch (error) {
    if (error instanceof FileTooLarge)
      return sendPlain(
        reply,
        failure('The file is too large', `Файл больше ${fileLimit} байт: уменьшите размер порции`),
      )
    app.log.error({ err: error, mode, type: query.type }, 'an answer to 1C failed')
    return sendPlain(
      reply,
      failure('Internal error', `Внутренняя ошибка портала, номер запроса ${request.id}`),
    )
  }
}

async function checkAuth(app: App, request: FastifyRequest): Promise<Answer> {
  const basic = basicAuthorization(request)
  const connection = basic && (await connectionOf(app.db, basic.login, basic.password))
  if (!connection) {
    // 1C shows its own words whatever we say, so the reason is kept here
    app.log.warn({ login: basic?.login ?? null, ip: request.ip }, '1C was refused: wrong login or password')
    return failure('Wrong login or password', 'Неверный логин или пароль обмена')
  }
  const now = app.clock.now()
  const token = await openSession(app.db, connection, text((request.query as OneCQuery).type), now)
  const timestamp = Math.floor(now.getTime() / 1000)
  return success(exchangeCookie, token, `sessid=${tokenHash(token).slice(0, 32)}`, `timestamp=${timestamp}`)
}

/** By cookie, or by Basic authorization alone: some clients send only one of them. */
async function sessionOf(app: App, request: FastifyRequest): Promise<ExchangeSession | null> {
  const now = app.clock.now()
  const token = request.cookies[exchangeCookie]
  const byToken = token ? await sessionOfToken(app.db, token, now) : null
  if (byToken) return byToken
  const basic = basicAuthorization(request)
  const connection = basic && (await connectionOf(app.db, basic.login, basic.password))
  return connection ? lastSessionOf(app.db, connection, now) : null
}

async function answerMode(
  app: App,
  session: ExchangeSession,
  mode: string,
  query: OneCQuery,
  request: FastifyRequest,
): Promise<Answer> {
  const files = new ReceivedFiles(app.config.DATA_DIR, session.id)
  switch (`${text(query.type)}/${mode}`) {
    case 'catalog/init':
    case 'sale/init':
    case 'reference/init':
      await files.clear()
      return initAnswer(query.version)
    case 'catalog/file':
    case 'reference/file':
      return receive(files, query, request)
    case 'sale/file':
      return receiveOrders(app, session, files, query, request)
    case 'catalog/import':
      return importFile(app, session, files, text(query.filename), 'catalog')
    case 'sale/success':
      await confirmQuery(app, session)
      return success()
    case 'catalog/complete':
    case 'catalog/deactivate':
      await closeRuns(app.db, session.connection.id, app.clock.now())
      return success()
    case 'sale/import':
    case 'reference/import':
      // orders were taken when their file was whole; reference books of other products are not used here
      return success()
    default:
      return failure('Unknown request', `Портал не знает запроса type=${text(query.type)}, mode=${mode}`)
  }
}

/** Exactly two lines and no line feed after them unless a version was sent: 1C:UT counts them. */
function initAnswer(version: string | undefined): Answer {
  const lines = ['zip=yes', `file_limit=${fileLimit}`]
  return { body: (version ? [...lines, 'version=2.10'] : lines).join('\n') }
}

async function receive(files: ReceivedFiles, query: OneCQuery, request: FastifyRequest): Promise<Answer> {
  const name = safeName(text(query.filename))
  if (!name) return failure('Bad file name', `Недопустимое имя файла: ${text(query.filename).slice(0, 200)}`)
  if (request.method !== 'POST') return failure('POST is expected', 'Файл передаётся методом POST')
  await files.append(name, request.raw)
  return success()
}

/** Many clients never ask to import orders: they are taken as soon as the file is whole. */
async function receiveOrders(
  app: App,
  session: ExchangeSession,
  files: ReceivedFiles,
  query: OneCQuery,
  request: FastifyRequest,
): Promise<Answer> {
  const received = await receive(files, query, request)
  const name = safeName(text(query.filename))
  if (!name || !('verdict' in received) || received.verdict !== 'success') return received
  const names = await unpackIfZip(files, name)
  if (names === 'unfinished') return success()
  for (const inner of names) {
    if (!inner.toLowerCase().endsWith('.xml') || !(await isWholeDocument(files.pathOf(inner)))) continue
    const verdict = await importFile(app, session, files, inner, 'orders')
    if ('verdict' in verdict && verdict.verdict === 'failure') return verdict
  }
  return success()
}

async function importFile(
  app: App,
  session: ExchangeSession,
  files: ReceivedFiles,
  fileName: string,
  kind: string,
): Promise<Answer> {
  const name = safeName(fileName)
  if (!name) return failure('Bad file name', `Недопустимое имя файла: ${fileName.slice(0, 200)}`)
  const known = await jobOfFile(app.db, session.id, name)
  if (known) return verdictOf(await waitForJob(app.db, known.id, holdMilliseconds))
  if (!(await files.has(name))) await unpackAll(files)
  if (!(await files.has(name))) return failure('No such file', `Файл ${name} не был передан в этом сеансе`)
  const id = await queueImport(app.db, {
    connectionId: session.connection.id,
    sessionId: session.id,
    kind,
    fileName: name,
    filePath: files.pathOf(name),
    size: (await stat(files.pathOf(name))).size,
    now: app.clock.now(),
  })
  return verdictOf(await waitForJob(app.db, id, holdMilliseconds))
}

function verdictOf(job: JobState): Answer {
  if (job.state === 'done') return success()
  if (job.state === 'failed') return failure('Import failed', jobErrorText(job.error_code, job.error_params))
  return progress(`${job.progress}%`)
}

async function unpackAll(files: ReceivedFiles): Promise<void> {
  for (const name of await files.list())
    if (name.toLowerCase().endsWith('.zip')) await unpackIfZip(files, name)
}

/** The names of what a zip held, or the file itself when it is none; "unfinished" while pieces are missing. */
async function unpackIfZip(files: ReceivedFiles, name: string): Promise<string[] | 'unfinished'> {
  if (!name.toLowerCase().endsWith('.zip')) return [name]
  const result = await unpack(files.pathOf(name), files.folder)
  return result.ok ? result.names : 'unfinished'
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
