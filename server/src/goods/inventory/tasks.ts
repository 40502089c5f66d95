import type { Clock } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import type { Task } from '#kernel/worker.ts'
import { noteOverdue } from './note-overdue.ts'

export function lotTasks({ db, clock }: { db: Db; clock: Clock }): Record<string, Task> {
  return { 'lots:note-overdue': () => noteOverdue(db, clock.now()) }
}

/** A day begins at another hour in every zone. */
export const lotCron = ['5 * * * * lots:note-overdue']
