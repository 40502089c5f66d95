import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { encodingOf, UnknownEncoding } from './commerceml/decode-text.ts'

const closing = /<\/(?:[\w-]+:)?([^\s<>/]+)\s*>\s*(?:<!--[^>]*-->\s*)*$/

/**
 * Is an XML file complete, by its end? The root's closing tag stands last; the root itself is found at the beginning.
 * Cheap enough to ask after each piece of a file of orders, and right in any encoding that is read.
 */
export async function isWholeDocument(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(Math.min(size, 4096))
    await handle.read(head, 0, head.length, 0)
    const { name } = encodingOf(head)
    // an even place: UTF-16 is not cut inside a character
    const from = Math.max(0, size - 1024) & ~1
    const tail = Buffer.alloc(size - from)
    await handle.read(tail, 0, tail.length, from)
    const encoding =
      name === 'utf-16' && head[0] === 0xfe ? 'utf-16be' : name === 'utf-16' ? 'utf-16le' : name
    const root = closing.exec(iconv.decode(tail, encoding))?.[1]
    return root !== undefined && iconv.decode(head, encoding).includes(root)
  } catch (error) {
    if (!(error instanceof UnknownEncoding)) throw error
    // the import says what is wrong
    return true
  } finally {
    await handle.close()
  }
}
