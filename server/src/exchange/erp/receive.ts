import type { Readable } from 'node:stream'
import type { App } from '#kernel/app.ts'
import { newId } from '#kernel/ids.ts'
import { safeName, shownName } from './commerceml/safe-name.ts'
import { unpack } from './commerceml/unpack.ts'
import { jobErrorText } from './job-error-text.ts'
import { jobOfFile, logRefusal, queueImport, waitForJob, type JobState } from './jobs.ts'
import { failure, progress, success, type Answer } from './plain-answer.ts'
import { FileTooLarge, ReceivedFiles, fileLimit } from './received-files.ts'
import type { ExchangeSession } from './sessions.ts'
import { isWholeDocument } from './whole-document.ts'

type Kind = 'catalog' | 'orders'

/** How long an answer to mode=import is held before "progress": 1C asks again at once, without a pause. */
const holdMilliseconds = 20_000

/** What came cannot be used. 1C hears the text, and the log of the exchange has a line. */
export class Refused extends Error {}

/** mode=file of a catalogue: kept until 1C asks to import it. `body` null = the request had none. */
export async function receiveCatalogue(
  app: App,
  session: ExchangeSession,
  fileName: string,
  body: Readable | null,
): Promise<Answer> {
  await receive(app, session, fileName, body, 'catalog')
  return success()
}

/** mode=file of orders. Many clients never ask to import them: they are taken as soon as the file is whole. */
export async function receiveOrders(
  app: App,
  session: ExchangeSession,
  fileName: string,
  body: Readable | null,
): Promise<Answer> {
  const name = await receive(app, session, fileName, body, 'orders')
  const files = filesOf(app, session)
  // the same piece once more: it was taken already
  const known = (await files.has(name)) ? undefined : await jobOfFile(app.db, session.id, name)
  if (known) return failureOf(await waitForJob(app.db, known.id, holdMilliseconds)) ?? success()
  const names = isZip(name) ? await unpackInto(app, session, files, name, 'orders') : [name]
  // more pieces follow
  if (names === 'unfinished') return success()
  for (const inner of names) {
    if (!inner.toLowerCase().endsWith('.xml') || !(await isWholeDocument(files.pathOf(inner)))) continue
    const id = await queue(app, session, files, inner, 'orders')
    const failed = failureOf(await waitForJob(app.db, id, holdMilliseconds))
    if (failed) return failed
  }
  return success()
}

/** mode=import: asking again finds the same import; a file that nobody has sent is refused. */
export async function importReceived(
  app: App,
  session: ExchangeSession,
  fileName: string,
  kind: Kind,
): Promise<Answer> {
  const name = await nameOf(app, session, fileName, kind)
  const files = filesOf(app, session)
  if (!(await files.has(name))) {
    const known = await jobOfFile(app.db, session.id, name)
    if (known) return verdictOf(await waitForJob(app.db, known.id, holdMilliseconds))
    await unpackAll(app, session, files, kind)
  }
  if (!(await files.has(name))) return refuse(app, session, kind, name, 'no_such_file', { name })
  const id = await queue(app, session, files, name, kind)
  return verdictOf(await waitForJob(app.db, id, holdMilliseconds))
}

/** What fell silent without being asked for: archives are unpacked, and every XML file is queued. */
export async function importUnasked(app: Parts, session: ExchangeSession, kind: Kind): Promise<void> {
  const files = filesOf(app, session)
  await unpackAll(app, session, files, kind).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
  for (const name of await files.list())
    if (name.toLowerCase().endsWith('.xml')) await queue(app, session, files, name, kind)
}

/** What this file needs of the application; the worker has it without HTTP. */
export type Parts = Pick<App, 'db' | 'clock' | 'log'> & { config: Pick<App['config'], 'DATA_DIR'> }

function filesOf(app: Parts, session: ExchangeSession): ReceivedFiles {
  return new ReceivedFiles(app.config.DATA_DIR, session.id)
}

async function receive(
  app: App,
  session: ExchangeSession,
  fileName: string,
  body: Readable | null,
  kind: Kind,
): Promise<string> {
  const name = await nameOf(app, session, fileName, kind)
  if (!body) throw new Refused('Файл передаётся методом POST')
  try {
    await filesOf(app, session).append(name, body)
  } catch (error) {
    if (!(error instanceof FileTooLarge)) throw error
    return refuse(app, session, kind, name, 'file_too_large', { limit: String(fileLimit) })
  }
  return name
}

async function nameOf(app: Parts, session: ExchangeSession, fileName: string, kind: Kind): Promise<string> {
  const name = safeName(fileName)
  const shown = shownName(fileName)
  return name ?? refuse(app, session, kind, shown, 'bad_file_name', { name: shown })
}

async function queue(
  app: Parts,
  session: ExchangeSession,
  files: ReceivedFiles,
  name: string,
  kind: Kind,
): Promise<string> {
  const id = newId()
  const { file, size } = await files.take(name, id)
  await queueImport(app.db, {
    id,
    connectionId: session.connection.id,
    sessionId: session.id,
    kind,
    fileName: name,
    filePath: file,
    size,
    now: app.clock.now(),
  })
  return id
}

function verdictOf(job: JobState): Answer {
  return failureOf(job) ?? (job.state === 'done' ? success() : progress(`${job.progress}%`))
}

function failureOf(job: JobState): Answer | null {
  if (job.state !== 'failed') return null
  return failure('Import failed', jobErrorText(job.error_code, job.error_params))
}

async function unpackAll(app: Parts, session: ExchangeSession, files: ReceivedFiles, kind: Kind) {
  for (const name of await files.list())
    if (isZip(name) && (await unpackInto(app, session, files, name, kind)) === 'unfinished')
      await refuse(app, session, kind, name, 'bad_archive', { detail: '' })
}

/** The names of what an archive held; it is gone afterwards. "unfinished" while pieces are missing. */
async function unpackInto(
  app: Parts,
  session: ExchangeSession,
  files: ReceivedFiles,
  name: string,
  kind: Kind,
): Promise<string[] | 'unfinished'> {
  const result = await unpack(files.pathOf(name), files.folder)
  if (!result.ok && result.because === 'unfinished') return 'unfinished'
  await files.remove(name)
  if (!result.ok) {
    const code = result.because === 'too_large' ? 'archive_too_large' : 'bad_archive'
    return refuse(app, session, kind, name, code, { detail: result.detail.slice(0, 300) })
  }
  for (const refused of result.refused)
    await log(app, session, kind, shownName(refused), 'bad_file_name', { name: shownName(refused) })
  return result.names
}

function isZip(name: string): boolean {
  return name.toLowerCase().endsWith('.zip')
}

async function refuse(
  app: Parts,
  session: ExchangeSession,
  kind: Kind,
  fileName: string,
  code: string,
  params: Record<string, string>,
): Promise<never> {
  await log(app, session, kind, fileName, code, params)
  throw new Refused(jobErrorText(code, params))
}

async function log(
  app: Parts,
  session: ExchangeSession,
  kind: Kind,
  fileName: string,
  code: string,
  params: Record<string, string>,
): Promise<void> {
  await logRefusal(app.db, {
    connectionId: session.connection.id,
    sessionId: session.id,
    kind,
    fileName,
    code,
    params,
    now: app.clock.now(),
  })
}
