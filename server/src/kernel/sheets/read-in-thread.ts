import { Worker } from 'node:worker_threads'
import { limits as usual, type SheetLimits } from './limits.ts'
import { type Sheet, Unreadable } from './sheet.ts'
import type { ThreadAnswer, ThreadInput } from './sheet-thread.ts'

/**
 * Reads a list in a thread with bounded memory and time, so that a hostile or huge file can only lose itself.
 * Throws Unreadable.
 */
export async function readInThread(bytes: Buffer, limits: SheetLimits = usual): Promise<Sheet[]> {
  const thread = new Worker(new URL('./sheet-thread.ts', import.meta.url), {
    workerData: { bytes: new Uint8Array(bytes), limits } satisfies ThreadInput,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 },
  })
  try {
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Unreadable('took_too_long', { seconds: String(limits.seconds) })),
        limits.seconds * 1000,
      )
      thread.once('message', (message: ThreadAnswer) => {
        clearTimeout(timer)
        resolve(message)
      })
      thread.once('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer)
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Unreadable('unpacks_too_large') : error)
      })
      thread.once('exit', () => {
        clearTimeout(timer)
        reject(new Unreadable('file_unreadable'))
      })
    })
    if ('code' in answer) throw new Unreadable(answer.code, answer.params)
    return answer.sheets
  } finally {
    await thread.terminate()
  }
}
