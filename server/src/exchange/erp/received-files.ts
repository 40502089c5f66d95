import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** How much one POST may bring; 1C cuts larger files into several. Big, because orders should fit in one. */
export const fileLimit = 32 * 1024 * 1024

/** How much one session may bring altogether. */
export const sessionLimit = 4 * 1024 * 1024 * 1024

/** Where the files of one exchange session lie until they are imported. */
export class ReceivedFiles {
  readonly folder: string

  constructor(dataDir: string, sessionId: string) {
    this.folder = path.resolve(dataDir, 'exchange', sessionId)
  }

  /** mode=init: what an earlier attempt of this session left is gone. */
  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }

  pathOf(name: string): string {
    return path.join(this.folder, ...name.split('/'))
  }

  /** Appends a piece to a file: pieces come in order, with the same name and no number. Throws FileTooLarge. */
  async append(name: string, body: Readable): Promise<number> {
    const target = this.pathOf(name)
    await mkdir(path.dirname(target), { recursive: true })
    const before = await sizeOf(target)
    await pipeline(
      body,
      limited(Math.min(fileLimit + 1024, sessionLimit - before)),
      createWriteStream(target, { flags: 'a' }),
    )
    return sizeOf(target)
  }

  read(name: string): Readable {
    return createReadStream(this.pathOf(name))
  }

  async has(name: string): Promise<boolean> {
    return (await sizeOf(this.pathOf(name))) > 0
  }

  /** Every file of the session by its relative name. */
  async list(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(() => [])
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(this.folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
      .sort()
  }
}

export class FileTooLarge extends Error {}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}

function limited(most: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.byteLength
      if (seen > most) done(new FileTooLarge(`more than ${most} bytes`))
      else done(null, chunk)
    },
  })
}
