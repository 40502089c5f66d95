import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ServedFile } from './mount.ts'

/** What was made in memory, as a file to be saved. */
export function servedBytes(name: string, mime: string, bytes: Buffer): ServedFile {
  return {
    name,
    mime,
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    madeAt: null,
    open: () => Promise.resolve(Readable.from([bytes])),
  }
}
