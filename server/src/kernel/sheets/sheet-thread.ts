// The thread's own file: reads one list and answers its sheets, or why not.
import { parentPort, workerData } from 'node:worker_threads'
import type { SheetLimits } from './limits.ts'
import { readSheets } from './read-sheets.ts'
import { type Sheet, Unreadable, type UnreadableCode } from './sheet.ts'

export interface ThreadInput {
  bytes: Uint8Array
  limits: SheetLimits
}

export type ThreadAnswer = { sheets: Sheet[] } | { code: UnreadableCode; params: Record<string, string> }

async function answer(): Promise<ThreadAnswer> {
  try {
    const { bytes, limits } = workerData as ThreadInput
    return { sheets: await readSheets(Buffer.from(bytes), limits) }
  } catch (error) {
    // whatever a hostile file made the parser throw, the file is what is wrong
    return error instanceof Unreadable
      ? { code: error.code, params: error.params }
      : { code: 'file_unreadable', params: {} }
  }
}

parentPort!.postMessage(await answer())
