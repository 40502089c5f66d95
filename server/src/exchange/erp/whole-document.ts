import { open } from 'node:fs/promises'

const closing = /<\/(?:[\w-]+:)?[^\s<>/]+>\s*$/

/**
 * Is an XML file complete, by its end? The root's closing tag stands last; the root itself is found at the beginning.
 * Cheap enough to ask after each piece of a file of orders.
 */
export async function isWholeDocument(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const length = Math.min(size, 512)
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length)
    // one byte is one character here: only where the tag begins and ends matters, not its letters
    const end = buffer.toString('latin1')
    const tag = closing.exec(end)?.[0].trim()
    if (!tag) return false
    const start = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    const root = tag.slice(2, -1)
    return start.buffer.toString('latin1').includes(`<${root}`)
  } finally {
    await handle.close()
  }
}
