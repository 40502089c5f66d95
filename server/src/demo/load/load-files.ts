import { createHash } from 'node:crypto'
import type pg from 'pg'
import sharp from 'sharp'
import type { Files } from '#kernel/files.ts'
import type { DemoCompanyData } from '../demo-data.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { copyRows } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

interface DrawnFile {
  id: string
  storageKey: string
  name: string
  mime: string
  size: number
  sha256: string
}

/** Draws pictures and certificates and keeps their bytes; their rows follow when the transaction is there. */
export async function drawFiles(demo: DemoCompanyData, files: Files, ids: DemoIds): Promise<DrawnFile[]> {
  const keep = async (id: string, name: string, mime: string, bytes: Buffer): Promise<DrawnFile> => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const storageKey = `${sha256.slice(0, 2)}/${sha256}-${id}`
    await files.keep(bytes, storageKey)
    return { id, storageKey, name, mime, size: bytes.byteLength, sha256 }
  }
  const pictures = demo.pictures.map(({ key, svg }) => ({ id: ids.give('picture', key), key, svg }))
  const papers = demo.certificates.map((paper) => ({ id: ids.give('paper', paper.key), paper }))
  return [
    // a handful at a time: drawing takes memory, and the rest of the load runs beside it
    ...(await inTurns(pictures, 8, async ({ id, key, svg }) => {
      const bytes = await sharp(Buffer.from(svg)).webp({ quality: 82, effort: 2 }).toBuffer()
      return keep(id, `${key.replaceAll('/', '-')}.webp`, 'image/webp', bytes)
    })),
    ...(await inTurns(papers, 8, ({ id, paper }) =>
      keep(id, `${paper.key.replace(':', '-')}.pdf`, 'application/pdf', certificatePdf(paper)),
    )),
  ]
}

export function loadFiles(client: pg.ClientBase, drawn: DrawnFile[], now: string): Promise<number> {
  return copyRows(
    client,
    'kernel.files',
    ['id', 'storage_key', 'name', 'mime', 'size', 'sha256', 'created_at'],
    drawn.map((file) => [file.id, file.storageKey, file.name, file.mime, file.size, file.sha256, now]),
  )
}

async function inTurns<T, R>(items: T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < items.length; i += atOnce) {
    results.push(...(await Promise.all(items.slice(i, i + atOnce).map(work))))
  }
  return results
}
