import { createHash } from 'node:crypto'
import type pg from 'pg'
import sharp from 'sharp'
import type { Files } from '#kernel/files.ts'
import type { DemoCompanyData } from '../demo-data.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { copyRows } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'
import { manualPdf } from './manual-pdf.ts'

interface DrawnFile {
  id: string
  size: number
  sha256: string
}

/**
 * Gives every picture, certificate and manual its row before it is drawn, so that goods can point at it, and begins to
 * draw. What is not known yet, size and hash, is written by `finish`, in the same transaction.
 */
export async function loadFiles(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  files: Files,
  ids: DemoIds,
  now: string,
): Promise<{ finish: () => Promise<number> }> {
  const planned = [
    ...demo.pictures.map(({ key, svg }) => ({
      id: ids.give('picture', key),
      name: `${key.replaceAll('/', '-')}.webp`,
      mime: 'image/webp',
      draw: () => sharp(Buffer.from(svg)).webp({ quality: 82, effort: 2 }).toBuffer(),
    })),
    ...demo.certificates.map((paper) => ({
      id: ids.give('paper', paper.key),
      name: `${paper.key.replace(':', '-')}.pdf`,
      mime: 'application/pdf',
      draw: async () => certificatePdf(paper),
    })),
    ...demo.manuals.map((manual) => ({
      id: ids.give('manual', manual.key),
      name: `Руководство, ${manual.brand}.pdf`,
      mime: 'application/pdf',
      draw: () => manualPdf(manual, demo.today),
    })),
  ]
  await copyRows(
    client,
    'kernel.files',
    ['id', 'storage_key', 'name', 'mime', 'size', 'sha256', 'created_at'],
    planned.map(({ id, name, mime }) => [id, storageKey(id), name, mime, 0, '', now]),
  )
  const drawing = inTurns(planned, 4, async ({ id, draw }): Promise<DrawnFile> => {
    const bytes = await draw()
    await files.keep(bytes, storageKey(id))
    return { id, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
  // heard in `finish`; until then a failure must not end the process
  drawing.catch(() => undefined)
  return {
    finish: async () => {
      const drawn = await drawing
      await client.query(
        `update kernel.files f set size = d.size, sha256 = d.sha256
         from unnest($1::uuid[], $2::bigint[], $3::text[]) as d (id, size, sha256) where f.id = d.id`,
        [drawn.map((file) => file.id), drawn.map((file) => file.size), drawn.map((file) => file.sha256)],
      )
      return drawn.length
    },
  }
}

const storageKey = (id: string): string => `demo/${id}`

async function inTurns<T, R>(items: T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let i = 0; i < items.length; i += atOnce) {
    results.push(...(await Promise.all(items.slice(i, i + atOnce).map(work))))
  }
  return results
}
