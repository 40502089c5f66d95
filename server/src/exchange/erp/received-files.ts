import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** How much one POST may bring; 1C cuts larger files into several. Big, because orders should fit in one. */
export const fileLimit = 32 * 1024 * 1024

/** How much one session may bring altogether. */
export const sessionLimit = 4 * 1024 * 1024 * 1024

/** How long what came can be looked at. */
export const keepFilesDays = 30

/** Sums of received files that were reckoned, by path, size and time of change. */
const sums = new Map<string, string>()
const mostSums = 50_000

/** No received name begins with a point, so what the portal itself notes cannot be overwritten. */
const notes = '.pieces'
const takenFiles = '.taken'

/** What is known of a file's pieces: 1C gives them neither a number nor a checksum. */
interface PieceNote {
  /** bytes of the pieces that came whole */
  size: number
  last: { sha256: string; size: number }
  /** the file was handed to an import: another piece begins a new file */
  taken: boolean
}

/** Where the files of one exchange session lie until they are imported. */
export class ReceivedFiles {
  readonly folder: string

  constructor(dataDir: string, sessionId: string) {
    this.folder = path.resolve(dataDir, 'exchange', sessionId)
  }

  pathOf(name: string): string {
    return path.join(this.folder, ...name.split('/'))
  }

  /**
   * Appends a piece to a file: pieces come in order, with the same name and no number. A piece that broke off is
   * forgotten, and the piece that came last, sent once more because its answer was lost, is not appended twice.
   * Throws FileTooLarge.
   */
  async append(name: string, body: Readable): Promise<void> {
    const target = this.pathOf(name)
    await mkdir(path.dirname(target), { recursive: true })
    const note = await this.#note(name)
    const before = note && !note.taken ? note.size : 0
    // a first piece that breaks off must not look like a file
    if (!note) await this.#write(name, { size: 0, last: { sha256: '', size: 0 }, taken: false })
    await cutTo(target, before)
    const most = Math.min(fileLimit + 1024, sessionLimit - before)
    const piece = measured(most)
    await pipeline(body, piece, createWriteStream(target, { flags: 'a' }))
    if (piece.bytes > most) throw new FileTooLarge(`more than ${most} bytes`)
    const last = { sha256: piece.hash.digest('hex'), size: piece.bytes }
    const repeated = note && last.size > 0 && note.last.sha256 === last.sha256 && note.last.size === last.size
    if (!repeated) return this.#write(name, { size: before + last.size, last, taken: false })
    await cutTo(target, before)
    if (before === 0) await rm(target, { force: true })
  }

  async has(name: string): Promise<boolean> {
    return (await this.#sizeOf(name)) > 0
  }

  /** Hands a file over to an import: it moves aside under the import's id, so that nothing can change it any more. */
  async take(name: string, id: string): Promise<{ file: string; size: number }> {
    const size = await this.#sizeOf(name)
    await cutTo(this.pathOf(name), size)
    const file = path.join(this.folder, takenFiles, id)
    await mkdir(path.dirname(file), { recursive: true })
    await rename(this.pathOf(name), file)
    const note = await this.#note(name)
    if (note) await this.#write(name, { ...note, taken: true })
    return { file, size }
  }

  /** The sum of a file's bytes; they are read once, however often the files of a session are gone through. */
  async sha256Of(name: string): Promise<string> {
    const file = this.pathOf(name)
    const { size, mtimeMs } = await stat(file)
    const version = `${file} ${size} ${mtimeMs}`
    const known = sums.get(version)
    if (known) return known
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    const sum = hash.digest('hex')
    if (sums.size >= mostSums) sums.clear()
    sums.set(version, sum)
    return sum
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true })
  }

  /** Every file of the session that no import has taken, by its relative name. */
  async list(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(() => [])
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(this.folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
      .filter((name) => !name.startsWith('.'))
      .sort()
  }

  /** Has this session brought anything yet? */
  async isUsed(): Promise<boolean> {
    return (await sizeOf(this.folder)) > 0
  }

  /** Of the pieces that came whole; a file without a note was unpacked. */
  async #sizeOf(name: string): Promise<number> {
    const there = await sizeOf(this.pathOf(name))
    const note = await this.#note(name)
    return note && !note.taken ? Math.min(there, note.size) : there
  }

  async #note(name: string): Promise<PieceNote | null> {
    const text = await readFile(this.#noteOf(name), 'utf8').catch(() => null)
    return text === null ? null : (JSON.parse(text) as PieceNote)
  }

  async #write(name: string, note: PieceNote): Promise<void> {
    const file = this.#noteOf(name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(note))
    await rename(`${file}.new`, file)
  }

  #noteOf(name: string): string {
    return path.join(this.folder, notes, createHash('sha256').update(name).digest('hex'))
  }
}

export class FileTooLarge extends Error {}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

async function cutTo(file: string, size: number): Promise<void> {
  if ((await sizeOf(file)) > size) await truncate(file, size)
}

/**
 * Passes bytes on, counts and hashes them, up to a limit. What is beyond it is heard out and dropped, because 1C reads
 * an answer only after it has sent everything; only far beyond it the line is cut.
 */
function measured(most: number) {
  const hash = createHash('sha256')
  const piece = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        piece.bytes += chunk.byteLength
        if (piece.bytes > 8 * fileLimit) return done(new FileTooLarge(`more than ${8 * fileLimit} bytes`))
        if (piece.bytes > most) return done()
        hash.update(chunk)
        done(null, chunk)
      },
    }),
    { bytes: 0, hash },
  )
  return piece
}
