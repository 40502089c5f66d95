import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import type { Task } from '#kernel/worker.ts'

const trim = 'catalog:trim-changes'
export const catalogCron = ['17 3 * * * ' + trim]

/** The log of changes is read within seconds; an index older than half a day is built anew (fresh-index.ts). */
export function catalogTasks(db: Db): Record<string, Task> {
  return {
    [trim]: async () => {
      await sql`delete from catalog.changes where at < now() - interval '1 day'`.execute(db)
    },
  }
}
