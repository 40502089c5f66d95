// The thread's own file: reads one list and answers its sheets, or why not.
import { parentPort, workerData } from 'node:worker_threads'
import { readSheets } from './read-sheets.ts'
import { type Sheet, Unreadable, type UnreadableCode } from './sheet.ts'

export type ThreadAnswer = { sheets: Sheet[] } | { code: UnreadableCode; params: Record<string, string> }

async function answer(): Promise<ThreadAnswer> {
  try {
    return { sheets: await readSheets(Buffer.from(workerData as Uint8Array)) }
  } catch (error) {
    // whatever a hostile file made the parser throw, the file is what is wrong
    return error instanceof Unreadable
      ? { code: error.code, params: error.params }
      : { code: 'file_unreadable', params: {} }
  }
}

parentPort!.postMessage(await answer())
