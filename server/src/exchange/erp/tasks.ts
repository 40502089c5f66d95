import { rm } from 'node:fs/promises'
import type { Task } from '#kernel/worker.ts'
import { importFile, type ImportParts } from './import-file.ts'
import { markFailed, unaskedSessions } from './jobs.ts'
import { connectionsToRetry } from './quarantine.ts'
import { importUnasked } from './receive.ts'
import { keepFilesDays, ReceivedFiles } from './received-files.ts'
import { retryNow } from './retry-quarantine.ts'
import { closeRuns, silentRuns } from './runs.ts'
import { sessionById } from './sessions.ts'

/** After so many minutes of silence a session is over: what nobody asked for is imported, and full runs are closed. */
const quietMinutes = 5

export function erpTasks(parts: ImportParts): Record<string, Task> {
  return {
    'exchange:import': async (payload) => {
      const { jobId } = payload as { jobId: string }
      try {
        await importFile(parts, jobId)
      } catch (error) {
        // 1C waits for an answer and sends the file again; a person must see why it failed
        const job = await parts.db
          .selectFrom('erp.jobs')
          .select('id')
          .where('id', '=', jobId)
          .executeTakeFirst()
        if (job)
          await markFailed(
            parts.db,
            jobId,
            'internal',
            { detail: String(error).slice(0, 300) },
            parts.clock.now(),
          )
        throw error
      }
    },
    'exchange:sweep': async () => sweep(parts),
  }
}

export const erpCron = ['* * * * * exchange:sweep']

async function sweep(parts: ImportParts): Promise<void> {
  const now = parts.clock.now()
  const app = { ...parts, config: { DATA_DIR: parts.dataDir } }
  for (const { id, exchange_type: type } of await unaskedSessions(parts.db, now, quietMinutes)) {
    const session = type === 'catalog' || type === 'sale' ? await sessionById(parts.db, id) : null
    if (session) await importUnasked(app, session, type === 'sale' ? 'orders' : 'catalog')
    await parts.db.updateTable('erp.sessions').set({ finished_at: now }).where('id', '=', id).execute()
  }
  for (const connectionId of await silentRuns(parts.db, now, quietMinutes))
    await closeRuns(parts.db, connectionId, now)
  const found = await connectionsToRetry(parts.db)
  if (found.length > 0) await retryNow(parts.db, null, now, found)
  await forgetOldFiles(parts, now)
}

async function forgetOldFiles(parts: ImportParts, now: Date): Promise<void> {
  const old = await parts.db
    .selectFrom('erp.sessions')
    .select('id')
    .where('started_at', '<', new Date(now.getTime() - keepFilesDays * 86_400_000))
    .where('started_at', '>=', new Date(now.getTime() - (keepFilesDays + 1) * 86_400_000))
    .limit(500)
    .execute()
  for (const { id } of old)
    await rm(new ReceivedFiles(parts.dataDir, id).folder, { recursive: true, force: true })
}
