import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import iconv from 'iconv-lite'
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
  /** `unfinished`: the end is not there yet, or what came is no zip; `too_large`: beyond the limits; `bad`: damaged, encrypted */
  | { ok: false; because: 'unfinished' | 'too_large' | 'bad'; detail: string }

class TooLarge extends Error {}

/**
 * Unpacks a received zip into a folder, one entry after another; a file that is there already is replaced. Entries with
 * unsafe names are not written and told in `refused`. All of it or nothing: when an entry cannot be unpacked, those
 * before it are removed. An archive inside an archive is a file like any other.
 */
export async function unpack(
  file: string,
  folder: string,
  limits: UnpackLimits = usualUnpackLimits,
): Promise<Unpacked> {
  let zip: yauzl.ZipFile
  try {
    // names are checked here: one that is unsafe refuses its entry, not the archive
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch (error) {
    // no end-of-directory record: 1C is still sending, and asks again
    return { ok: false, because: 'unfinished', detail: messageOf(error) }
  }
  const names: string[] = []
  const refused: string[] = []
  let total = 0
  try {
    if (zip.entryCount > limits.entries)
      return { ok: false, because: 'too_large', detail: `${zip.entryCount} files` }
    for await (const entry of zip.eachEntry()) {
      const said = nameOf(entry)
      if (said.endsWith('/')) continue
      const name = safeName(said)
      if (name === null) {
        refused.push(said)
        continue
      }
      const most = Math.min(limits.total - total, Math.max(1024 * 1024, entry.compressedSize * limits.ratio))
      const target = path.join(folder, ...name.split('/'))
      await mkdir(path.dirname(target), { recursive: true })
      const counter = counted(most)
      names.push(name)
      await pipeline(await zip.openReadStreamPromise(entry), counter, createWriteStream(target))
      total += counter.bytes
    }
    return { ok: true, names, refused }
  } catch (error) {
    for (const name of names) await rm(path.join(folder, ...name.split('/')), { force: true })
    if (error instanceof TooLarge) return { ok: false, because: 'too_large', detail: error.message }
    // an error of the file system has a code; the others are about the archive
    if (error instanceof Error && 'code' in error && !String(error.code).startsWith('Z_')) throw error
    return { ok: false, because: 'bad', detail: messageOf(error) }
  } finally {
    zip.close()
  }
}

/** In UTF-8 where the entry says so or reads so; else in the code page of Russian archivers. */
function nameOf(entry: yauzl.Entry): string {
  const bytes = Buffer.from(entry.fileNameRaw ?? entry.fileName)
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? iconv.decode(bytes, 'cp866') : text
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
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
