import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { App } from '#kernel/app.ts'
import { dateIn } from '#kernel/clock.ts'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { addJob, tellBrowsers } from '#kernel/events.ts'
import { forgetFiles, keepLocalFile } from '#kernel/files.ts'
import type { PersonTerms } from '#src/terms/contexts/public.ts'
import { type Owner, termsOfDelivery, termsOfOwner } from './access.ts'
import { readLogo } from './logo.ts'
import { writeFileLetter } from './letters.ts'
import { type ReadSettings, storedSettings } from './settings.ts'
import { titleOf } from './statement.ts'
import { type Written, writeFile, Unmakeable } from './write-file.ts'

const task = 'pricelists:make-file'
export const makeFileTask = task

/** What waits for a person goes before what nobody waits for. One at a time: a large file must not starve imports. */
const priorities = { download: 0, mail: 5, feed: 10 } as const

export function addMaking(tx: Tx, file: { id: string; purpose: keyof typeof priorities }): Promise<void> {
  return addJob(
    tx,
    task,
    { fileId: file.id },
    {
      key: `price-file:${file.id}`,
      queue: 'price-files',
      priority: priorities[file.purpose],
      maxAttempts: 3,
    },
  )
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>

/**
 * The job behind a file: writes it under the rights that its owner has now. What cannot be made becomes the file's state;
 * anything else is told there too, throws, and is tried again from the beginning.
 */
export function fileMaker(app: Omit<App, 'fastify'>): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const file = await claim(app.db, (payload as { fileId: string }).fileId)
    if (!file) return
    const folder = await mkdtemp(path.join(tmpdir(), 'artikul-price-file-'))
    try {
      await make(app, file, folder)
    } catch (error) {
      await fail(app, file, error instanceof Unmakeable ? error.code : 'internal')
      if (!(error instanceof Unmakeable)) throw error
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function make(app: Omit<App, 'fastify'>, file: Claimed, folder: string): Promise<void> {
  const { db } = app
  const now = app.clock.now()
  const owner =
    file.purpose === 'download' ? await termsOfOwner(db, file, now) : await termsOfDelivery(db, file, now)
  if (!owner) throw new Unmakeable('no_access')
  const settings = storedSettings(file.settings)
  const written = await writeFile(db, folder, {
    owner,
    settings,
    logo: file.logo_file_id ? await readLogo(db, app.files, file.logo_file_id) : null,
    now,
    publicUrl: app.config.publicUrl,
    forMachines: file.purpose === 'feed',
    onProgress: progressOf(app, file),
  })
  await finish(app, file, { owner, settings, written })
  if (file.feed_id) await forgetEarlier(app, file.feed_id, file.id)
}

async function finish(
  app: Omit<App, 'fastify'>,
  file: Claimed,
  { owner, settings, written }: { owner: PersonTerms; settings: ReadSettings; written: Written },
): Promise<void> {
  const now = app.clock.now()
  const name = `${safe(file.name || titleOf(settings))} ${dateIn(now, owner.terms.timeZone)}.${written.extension}`
  await transaction(app.db, async (tx) => {
    const kept = await keepLocalFile(tx, app.files, { name, mime: written.mime, path: written.path, now })
    const mine = await tx
      .updateTable('pricelists.files')
      .set({
        state: 'ready',
        progress: 100,
        row_count: written.rowCount,
        left_out: written.leftOut,
        file_id: kept.id,
        error_code: null,
        finished_at: now,
      })
      .where('id', '=', file.id)
      .where('state', '=', 'making')
      .returning('id')
      .executeTakeFirst()
    if (!mine) throw new Error(`price file ${file.id} was finished by somebody else`)
    if (file.purpose === 'mail' || file.mail_when_ready)
      await writeFileLetter(tx, {
        file: { ...file, ...kept, fileId: kept.id, rowCount: written.rowCount },
        owner,
        publicUrl: app.config.publicUrl,
        now,
      })
    await tell(tx, file)
  })
}

/** A feed serves its last file; those before it are of no use. */
async function forgetEarlier(
  { db, files }: Pick<App, 'db' | 'files'>,
  feedId: string,
  last: string,
): Promise<void> {
  const earlier = await db
    .deleteFrom('pricelists.files')
    .where('feed_id', '=', feedId)
    .where('id', '<', last)
    .returning('file_id')
    .execute()
  await forgetFiles(
    db,
    files,
    earlier.flatMap(({ file_id: fileId }) => fileId ?? []),
  )
}

/** A step that is told must be worth a look: not more than one in two percent. */
function progressOf(app: Omit<App, 'fastify'>, file: Claimed): (percent: number) => Promise<void> {
  let told = 0
  return async (percent) => {
    if (percent < told + 2) return
    told = percent
    await app.db
      .updateTable('pricelists.files')
      .set({ progress: percent })
      .where('id', '=', file.id)
      .where('state', '=', 'making')
      .execute()
    await tell(app.db, file)
  }
}

async function claim(db: Db, fileId: string) {
  const file = await db
    .updateTable('pricelists.files')
    .set({ state: 'making', progress: 3, error_code: null, finished_at: null })
    .where('id', '=', fileId)
    .where((is) =>
      is.or([
        is('state', 'in', ['queued', 'making']),
        // an attempt that broke is made again
        is.and([is('state', '=', 'failed'), is('error_code', '=', 'internal')]),
      ]),
    )
    .returningAll()
    .executeTakeFirst()
  if (file) await tell(db, file)
  return file
}

async function fail({ db, clock }: Omit<App, 'fastify'>, file: Claimed, code: string): Promise<void> {
  await db
    .updateTable('pricelists.files')
    .set({ state: 'failed', error_code: code, finished_at: clock.now() })
    .where('id', '=', file.id)
    .where('state', '=', 'making')
    .execute()
  await tell(db, file)
}

function tell(db: Db | Tx, file: Owner & { id: string; company_id: string }): Promise<void> {
  return tellBrowsers(db, { topic: 'priceFiles', id: file.id, companyId: file.company_id, operator: true })
}

/** A name that every system of files takes. */
function safe(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
}
