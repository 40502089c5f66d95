import { getUpload } from '@portal/api/uploads.ts'
import { utils, write } from '@e965/xlsx'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Buyer } from './buyers.ts'

/** How long a list took from its sending until all its rows were answered, and what the buyer was told meanwhile. */
export interface UploadFigures {
  rows: number
  found: number
  seconds: number
  /** percents that were seen on the way */
  progress: number[]
}

/** A buyer uploads a list of articles with quantities; one article in twenty is nobody's. */
export async function timeUpload(
  url: string,
  databaseUrl: string,
  buyer: Buyer,
  rowCount: number,
): Promise<UploadFigures> {
  const articles = await someArticles(databaseUrl, rowCount)
  const sheet = utils.aoa_to_sheet([
    ['Артикул', 'Количество'],
    ...articles.map((article, index) => [index % 20 === 7 ? `НЕТ-${index}-Х` : article, '10']),
  ])
  const workbook = utils.book_new()
  utils.book_append_sheet(workbook, sheet, 'Заявка')
  const body = new FormData()
  body.append('file', new Blob([write(workbook, { type: 'buffer', bookType: 'xlsx' })]), 'заявка.xlsx')
  const started = performance.now()
  const response = await fetch(`${url}/api/uploads`, {
    method: 'POST',
    headers: { cookie: buyer.cookie },
    body,
  })
  if (!response.ok) throw new Error(`the upload answered ${response.status}: ${await response.text()}`)
  const { id: uploadId } = (await response.json()) as { id: string }
  const progress: number[] = []
  for (;;) {
    const upload = await buyer.call(getUpload, { params: { uploadId } })
    if (upload.progress !== progress.at(-1)) progress.push(upload.progress)
    if (upload.state === 'ready') {
      const found = (upload.counts.found ?? 0) + (upload.counts.changed ?? 0)
      return { rows: upload.rowCount, found, seconds: (performance.now() - started) / 1000, progress }
    }
    if (upload.state === 'failed' || upload.state === 'columns')
      throw new Error(`the upload ended as ${upload.state}: ${upload.errorCode}`)
    await sleep(25)
  }
}

async function someArticles(databaseUrl: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ article: string }>(
      `select p.article from catalog.products p join sellers.sellers s on s.id = p.seller_id and s.is_default
       where p.active and p.article is not null order by md5(p.article) limit $1`,
      [count],
    )
    return Array.from({ length: count }, (_, index) => rows[index % rows.length]!.article)
  } finally {
    await client.end()
  }
}
