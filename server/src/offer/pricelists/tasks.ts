import type { App } from '#kernel/app.ts'
import type { Task } from '#kernel/worker.ts'
import { fileMaker, makeFileTask } from './make-file.ts'
import { timetable } from './timetable.ts'

export function priceFileTasks(app: Omit<App, 'fastify'>): Record<string, Task> {
  return { [makeFileTask]: fileMaker(app), 'pricelists:timetable': timetable(app) }
}

export const priceFileCron = ['*/5 * * * * pricelists:timetable']
