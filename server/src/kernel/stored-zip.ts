import { createHash } from 'node:crypto'
import { PassThrough, type Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { ServedFile } from './mount.ts'

/** A file of an archive: its bytes, or where they are read from when their turn comes. */
export interface ZipEntry {
  name: string
  /** what tells these bytes from others */
  sha256: string
  content: Buffer | { size: number; open(): Promise<Readable> }
}

/**
 * An archive that is written while it is read: nothing of it is kept, however many files there are. They are stored as they
 * are (PDF and pictures are packed already), so that its length is known before its first byte.
 */
export async function storedZip(
  name: string,
  entries: readonly ZipEntry[],
  madeAt: Date,
): Promise<ServedFile> {
  const hash = createHash('sha256')
  for (const entry of entries) hash.update(`${entry.name}\0${entry.sha256}\0`)
  return {
    name,
    mime: 'application/zip',
    // measured on one whose files are never opened
    size: await lengthOf(begin(entries, madeAt, () => {})),
    sha256: hash.digest('hex'),
    madeAt: null,
    open: async () => {
      const zip = begin(entries, madeAt, (open, ready) => {
        open().then(
          (stream) => ready(null, stream),
          (error: unknown) => ready(error, new PassThrough()),
        )
      })
      zip.end()
      const output = zip.outputStream as Readable
      zip.on('error', (error: Error) => output.destroy(error))
      return output
    },
  }
}

function begin(
  entries: readonly ZipEntry[],
  mtime: Date,
  read: (open: () => Promise<Readable>, ready: (error: unknown, stream: Readable) => void) => void,
): ZipFile {
  const zip = new ZipFile()
  for (const { name, content } of entries)
    if (Buffer.isBuffer(content)) zip.addBuffer(content, name, { compress: false, mtime })
    else
      zip.addReadStreamLazy(name, { compress: false, size: content.size, mtime }, (ready) =>
        read(() => content.open(), ready),
      )
  return zip
}

function lengthOf(zip: ZipFile): Promise<number> {
  return new Promise((resolve) => {
    zip.end(undefined, (...[length]: number[]) => resolve(length!))
  })
}

/** Names of an archive are all different, whatever its files were called: the second gets a number. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const [, base = name, end = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/s.exec(name) ?? []
    let one = name
    for (let number = 2; taken.has(one.toLowerCase()); number++) one = `${base} (${number})${end}`
    taken.add(one.toLowerCase())
    return one
  })
}
