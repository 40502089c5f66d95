import type { Clock } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import type { Task } from '#kernel/worker.ts'
import { closeAllAbsent } from './close-absent.ts'

export function orderTasks({ db, clock }: { db: Db; clock: Clock }): Record<string, Task> {
  return { 'orders:close-absent': () => closeAllAbsent(db, clock.now()) }
}

export const orderCron = ['15 * * * * orders:close-absent']
