import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { safeName } from './safe-name.ts'

export interface UnpackLimits {
  entries: number
  /** bytes of all that is unpacked */
  total: number
  /** unpacked bytes for each packed one */
  ratio: number
}

export const usualUnpackLimits: UnpackLimits = { entries: 100_000, total: 4 * 1024 ** 3, ratio: 500 }

export type Unpacked =
  | { ok: true; names: string[]; refused: string[] }
  /** `unfinished`: the end is not there yet, or what came is no zip; `too_large`: beyond the limits */
  | { ok: false; because: 'unfinished' | 'too_large' }

class TooLarge extends Error {}

/**
 * Unpacks a received zip into a folder, one entry after another; a file that is there already is replaced. Entries with
 * unsafe names are not written and told in `refused`.
 */
export async function unpack(
  file: string,
  folder: string,
  limits: UnpackLimits = usualUnpackLimits,
): Promise<Unpacked> {
  let zip: yauzl.ZipFile
  try {
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false })
  } catch {
    // no end-of-directory record: 1C is still sending, and asks again
    return { ok: false, because: 'unfinished' }
  }
  const names: string[] = []
  const refused: string[] = []
  let total = 0
  try {
    if (zip.entryCount > limits.entries) return { ok: false, because: 'too_large' }
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      const name = safeName(entry.fileName)
      if (name === null) {
        refused.push(entry.fileName)
        continue
      }
      const most = Math.min(limits.total - total, Math.max(1024 * 1024, entry.compressedSize * limits.ratio))
      const target = path.join(folder, ...name.split('/'))
      await mkdir(path.dirname(target), { recursive: true })
      const counter = counted(most)
      await pipeline(await zip.openReadStreamPromise(entry), counter, createWriteStream(target))
      total += counter.bytes
      names.push(name)
    }
    return { ok: true, names, refused }
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, because: 'too_large' }
    throw error
  } finally {
    zip.close()
  }
}

function counted(most: number): Transform & { bytes: number } {
  const counter = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        counter.bytes += chunk.byteLength
        if (counter.bytes > most) done(new TooLarge(`more than ${most} bytes`))
        else done(null, chunk)
      },
    }),
    { bytes: 0 },
  )
  return counter
}
