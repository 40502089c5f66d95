import yauzl from 'yauzl'
import type { SheetLimits } from './limits.ts'
import { Unreadable } from './sheet.ts'

/** Unpacks every part into nothing, counting bytes: what the headers say of sizes is the sender's word (law 14). */
export async function checkZip(bytes: Buffer, limits: SheetLimits): Promise<void> {
  const zip = await open(bytes)
  if (zip.entryCount > limits.parts)
    throw new Unreadable('unpacks_too_large', { limit: String(limits.parts) })
  let unpacked = 0
  for await (const entry of entries(zip)) {
    if (entry.generalPurposeBitFlag & 1) throw new Unreadable('file_encrypted')
    for await (const chunk of await stream(zip, entry)) {
      unpacked += (chunk as Buffer).length
      if (unpacked > limits.unpacked)
        throw new Unreadable('unpacks_too_large', { limit: String(limits.unpacked) })
    }
  }
}

function open(bytes: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(new Unreadable('file_unreadable')) : resolve(zip),
    ),
  )
}

async function* entries(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  while (true) {
    const entry = await new Promise<yauzl.Entry | null>((resolve, reject) => {
      zip.once('entry', resolve)
      zip.once('end', () => resolve(null))
      zip.once('error', () => reject(new Unreadable('file_unreadable')))
      zip.readEntry()
    })
    zip.removeAllListeners()
    if (!entry) return
    yield entry
  }
}

function stream(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) =>
      error ? reject(new Unreadable('file_unreadable')) : resolve(opened),
    ),
  )
}
