import { AppError } from '@portal/api/errors.ts'
import { transaction, type Db } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { signedIn } from '#kernel/mount.ts'
import { markFailed } from '#src/exchange/erp/public.ts'
import { record, type Doer } from '#src/people/audit/public.ts'
import { queueTask } from './create-import.ts'
import { importOf } from './import-state.ts'
import { writeTask } from './tasks.ts'

type Doing = Doer & { db: Db }

/** A person has a checked file written; one that asks is written only with his word that it is right. */
export async function startImport(context: Doing, importId: string, confirmed: boolean): Promise<void> {
  await settle(context, importId, 'feed_import.start', async (tx, found) => {
    if (found.state !== 'ready' && !(found.state === 'asks' && confirmed)) throw new AppError('wrong_state')
    await tx
      .updateTable('feeds.imports')
      .set({
        state: 'importing',
        progress: 0,
        confirmed_by: found.state === 'asks' ? signedIn(context).id : null,
      })
      .where('id', '=', importId)
      .execute()
    await queueTask(tx, writeTask, importId, found.source_id)
  })
}

/** A person leaves a file unwritten. */
export async function discardImport(context: Doing, importId: string): Promise<void> {
  await settle(context, importId, 'feed_import.discard', async (tx, found) => {
    if (!['mapping', 'ready', 'asks'].includes(found.state)) throw new AppError('wrong_state')
    await tx
      .updateTable('feeds.imports')
      .set({ state: 'discarded', finished_at: context.now })
      .where('id', '=', importId)
      .execute()
    await markFailed(tx, found.job_id, 'import_discarded', {}, context.now)
  })
}

async function settle(
  context: Doing,
  importId: string,
  action: string,
  work: (
    tx: Parameters<Parameters<typeof transaction>[1]>[0],
    found: NonNullable<Awaited<ReturnType<typeof importOf>>>,
  ) => Promise<void>,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    await tx.selectFrom('feeds.imports').select('id').where('id', '=', importId).forUpdate().execute()
    const found = await importOf(tx, importId)
    if (!found) throw new AppError('not_found')
    await work(tx, found)
    await record(tx, context, { action, entityKind: 'feed_import', entityId: importId })
    await tellBrowsers(tx, { topic: 'exchange', id: importId, operator: true })
  })
}
