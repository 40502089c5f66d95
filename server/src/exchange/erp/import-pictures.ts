import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError, type ErrorParams } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { transaction, type Db } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { keepFile } from '#kernel/files.ts'
import {
  forgetUnused,
  resized,
  setPictureFile,
  takeDocumentFile,
  type WantedFile,
  wantedDocuments,
  wantedPictures,
} from '#src/goods/catalog/public.ts'
import { safeName } from './commerceml/safe-name.ts'
import type { ImportParts } from './import-file.ts'
import { ImportReport } from './import-report.ts'
import { ReceivedFiles } from './received-files.ts'

/** Pictures and documents in the report of an import. */
const kind = 'attachment'

/** What a session brought, and where it goes. */
interface Coming {
  parts: ImportParts
  files: ReceivedFiles
  source: string
  /** when the session began */
  sentAt: Date
  report: ImportReport
}

/**
 * Takes the pictures and documents that came with a session and that some product names. A picture is decoded (so that
 * what is not a picture is refused), made no wider than a screen and kept as WebP; a document is looked at and kept as it
 * came. Another one under the same path takes the place of the former. What is refused stands in the report of the job,
 * once for a session.
 */
export async function importPicturesOf(
  parts: ImportParts,
  { jobId, sessionId, source }: { jobId: string; sessionId: string | null; source: string },
): Promise<void> {
  if (!sessionId) return
  const files = new ReceivedFiles(parts.dataDir, sessionId)
  const names = await files.list()
  if (names.length === 0) return
  const told = await refusedBefore(parts.db, sessionId)
  const left = names.filter((name) => !told.has(name))
  const report = new ImportReport(jobId, await rowsOf(parts.db, jobId))
  const coming = { parts, files, source, sentAt: await startOf(parts.db, sessionId), report }
  await importPictures(
    coming,
    left.filter((name) => /\.(jpe?g|png|gif|bmp|webp)$/i.test(name)),
  )
  await importDocumentFiles(coming, left)
  await tell(parts, jobId, report)
}

/** Of these files, those that are others than the wanted ones have; an older session that is worked once more changes nothing. */
async function* newsAmong(
  { files, sentAt }: Coming,
  names: readonly string[],
  wanted: readonly WantedFile[],
) {
  const byName = Map.groupBy(wanted, (one) => safeName(one.path))
  for (const name of names)
    for (const one of byName.get(name) ?? []) {
      const sha256 = await files.sha256Of(name)
      if (sha256 === one.sha256 || (one.sentAt !== null && one.sentAt > sentAt)) continue
      yield { name, sourcePath: one.path, sha256 }
    }
}

async function importPictures(coming: Coming, names: string[]): Promise<void> {
  const { parts, files, source, sentAt, report } = coming
  if (names.length === 0) return
  const wanted = await wantedPictures(parts.db, source, names)
  for await (const { name, sourcePath, sha256 } of newsAmong(coming, names, wanted)) {
    const original = await readFile(files.pathOf(name))
    const bytes = await resized(original).catch((error: unknown) => {
      parts.log.info({ err: error, name }, 'a picture from 1C cannot be read')
      return null
    })
    if (!bytes) {
      refused(report, name, 'picture_unreadable')
      continue
    }
    const former = await transaction(parts.db, async (tx) => {
      const now = parts.clock.now()
      const file = await keepFile(tx, parts.files, {
        name: `${path.parse(name).name}.webp`,
        mime: 'image/webp',
        bytes,
        now,
      })
      return setPictureFile(tx, { source, path: sourcePath, sha256, sentAt }, file.id)
    })
    await forgetUnused(parts.db, parts.files, former)
    taken(report, former.length > 0 ? 'changed' : 'created')
  }
}

/** Larger than this is no certificate and no manual. */
const largest = 30 * 1024 * 1024

async function importDocumentFiles(coming: Coming, names: readonly string[]): Promise<void> {
  const { parts, files, source, sentAt, report } = coming
  const wanted = await wantedDocuments(parts.db, source, names)
  for await (const { name, sourcePath } of newsAmong(coming, names, wanted)) {
    try {
      if ((await stat(files.pathOf(name))).size > largest)
        throw new AppError('file_too_large', { limit: largest })
      const bytes = await readFile(files.pathOf(name))
      const document = { source, path: sourcePath, sentAt }
      const before = await transaction(parts.db, (tx) =>
        takeDocumentFile(tx, parts.files, document, bytes, parts.clock.now()),
      )
      if (before) await forgetUnused(parts.db, parts.files, [before])
      taken(report, before ? 'changed' : 'created')
    } catch (error) {
      // what is wrong with one file holds up no other; any other failure does
      if (!(error instanceof AppError)) throw error
      refused(report, name, `document_${error.code}`, error.params)
    }
  }
}

function taken(report: ImportReport, outcome: 'created' | 'changed'): void {
  report.read(kind)
  report.done(kind, outcome)
}

function refused(report: ImportReport, name: string, code: string, params: ErrorParams = {}): void {
  const told = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]))
  report.read(kind)
  report.row({ kind, externalId: name, label: path.basename(name), outcome: 'skipped', code, params: told })
}

/** Every file of a session asks for the attachments once more; one that was refused is not refused anew. */
async function refusedBefore(db: Db, sessionId: string): Promise<Set<string | null>> {
  const rows = await db
    .selectFrom('erp.job_rows as r')
    .innerJoin('erp.jobs as j', 'j.id', 'r.job_id')
    .select('r.external_id')
    .where('j.session_id', '=', sessionId)
    .where('r.kind', '=', kind)
    .execute()
  return new Set(rows.map((row) => row.external_id))
}

async function startOf(db: Db, sessionId: string): Promise<Date> {
  const { started_at: start } = await db
    .selectFrom('erp.sessions')
    .select('started_at')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return start
}

async function rowsOf(db: Db, jobId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(position) + 1, 0)::int as next from erp.job_rows where job_id = ${jobId}`.execute(db)
  return rows[0]!.next
}

async function tell({ db }: ImportParts, jobId: string, report: ImportReport): Promise<void> {
  const counts = report.counts[kind]
  if (!counts) return
  await transaction(db, async (tx) => {
    await report.flush(tx)
    await sql`update erp.jobs set counts = counts || ${JSON.stringify({ [kind]: counts })}::jsonb
      where id = ${jobId}`.execute(tx)
    await tellBrowsers(tx, { topic: 'exchange', id: jobId, operator: true })
  })
}
