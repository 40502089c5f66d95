import { AppError } from '@portal/api/errors.ts'
import { pictureWidths, type PictureWidth } from '@portal/api/pictures.ts'
import sharp from 'sharp'
import type { App } from '#kernel/app.ts'

/** What is being made now: forty rows of a table that show one picture have it made once. */
const making = new Map<string, Promise<Buffer>>()

/** So many at once: a page of new pictures must not take all memory and both cores from everybody else. */
const mostAtOnce = 2
let busy = 0
const queue: (() => void)[] = []

async function inTurn<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  // whoever is woken takes over the place of the one who leaves
  if (busy >= mostAtOnce) await new Promise<void>((go) => queue.push(go))
  else busy += 1
  try {
    return await run()
  } finally {
    const next = queue.shift()
    if (next) next()
    else busy -= 1
  }
}

/** The width that an address asks for: undefined = the picture as it is, null = one that is not kept. */
export function askedWidth(value: unknown): PictureWidth | undefined | null {
  if (value === undefined) return undefined
  return pictureWidths.find((width) => String(width) === value) ?? null
}

/** Drawings scale by themselves; anything else that is not pixels is no picture. */
export const isResizable = (mime: string): boolean => /^image\/(webp|jpeg|png|avif|gif|tiff)$/.test(mime)

/**
 * A picture no wider and no higher than asked, as WebP. It is kept beside the picture's own bytes, and made again if
 * somebody clears it away; the few widths bound what a stranger can make the portal keep.
 */
export async function pictureInWidth(
  { files }: Pick<App, 'files'>,
  storageKey: string,
  width: PictureWidth,
): Promise<Buffer> {
  const key = `${storageKey}-w${width}.webp`
  if (await files.has(key)) return files.readAll(key)
  const begun = making.get(key)
  if (begun) return begun
  const made = inTurn(() => make(files, storageKey, key, width)).finally(() => making.delete(key))
  making.set(key, made)
  return made
}

async function make(files: App['files'], storageKey: string, key: string, width: number): Promise<Buffer> {
  const source = await files.readAll(storageKey)
  const bytes = await sharp(source, { limitInputPixels: 50_000_000 })
    .rotate()
    .resize({ width, height: width, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 3 })
    .toBuffer()
    .catch(() => {
      // damaged, or no picture at all whatever its name says: there is nothing to show, and nothing is broken here
      throw new AppError('not_found')
    })
  await files.keep(bytes, key)
  return bytes
}
