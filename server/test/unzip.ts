import { buffer } from 'node:stream/consumers'
import { fromBuffer } from 'yauzl'

/** Every part of a ZIP archive by its name, unpacked. */
export async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  await new Promise<void>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (failed, zip) => {
      if (failed) return reject(failed)
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken)
          buffer(stream).then((part) => {
            parts.set(entry.fileName, part)
            zip.readEntry()
          }, reject)
        })
      })
      zip.readEntry()
    })
  })
  return parts
}
