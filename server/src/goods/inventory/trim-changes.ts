import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import type { Task } from '#kernel/worker.ts'

const trim = 'inventory:trim-changes'
export const inventoryCron = ['19 3 * * * ' + trim]

/** The log of changes is read within seconds; an index older than half a day is built anew (fresh-index.ts). */
export function inventoryTasks(db: Db): Record<string, Task> {
  return {
    [trim]: async () => {
      await sql`delete from inventory.changes where at < now() - interval '1 day'`.execute(db)
    },
  }
}
