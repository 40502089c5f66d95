import { createHash } from 'node:crypto'
import type { OrderLine } from '@portal/api/orders.ts'
import type { Language } from '@portal/api/primitives.ts'
import { stringify } from 'csv-stringify/sync'
import type { Files } from '#kernel/files.ts'
import { buyerTerms, type Context, type ServedFile } from '#kernel/mount.ts'
import { distinctNames, storedZip } from '#kernel/stored-zip.ts'
import { loadConditions, type Paper, papersOf } from '#src/offer/showcase/public.ts'
import { orderOfBuyer } from './order-of-buyer.ts'

const words = {
  ru: {
    file: (number: string) => `Сертификаты к заказу ${number}`,
    head: ['Артикул', 'Наименование', 'Документ', 'Номер', 'Действует по', 'Файл'],
    certificate: 'Сертификат',
    none: 'сертификата нет',
    gone: 'товар больше не предлагается, о сертификате спросите менеджера',
    expired: (date: string) => `${date}, срок истёк`,
  },
  en: {
    file: (number: string) => `Certificates of order ${number}`,
    head: ['Article', 'Name', 'Document', 'Number', 'Valid through', 'File'],
    certificate: 'Certificate',
    none: 'no certificate',
    gone: 'offered no more: ask your manager about the certificate',
    expired: (date: string) => `${date}, expired`,
  },
} as const

/**
 * Certificates of an order's goods in one archive, each file once, and a list in which every line of the order stands.
 * What is offered to the buyer no more has no papers here either (law 4): the list says whom to ask. Throws not_found.
 */
export async function orderPapers(context: Context, files: Files, orderId: string): Promise<ServedFile> {
  const order = await orderOfBuyer(context, orderId)
  const conditions = await loadConditions(context.db, buyerTerms(context), context)
  const papers = await papersOf(
    context.db,
    conditions,
    order.lines.flatMap((line) => line.productId ?? []),
  )
  // in the order of the lines, so that the archive of one day is that of the next
  const byFile = new Map(
    order.lines
      .flatMap(({ productId }) => (productId ? (papers.get(productId) ?? []) : []))
      .map((paper) => [paper.fileId, paper]),
  )
  const kept = [...byFile.values()]
  const names = distinctNames(kept.map(({ fileName }) => fileName))
  const nameOf = new Map(kept.map(({ fileId }, place) => [fileId, names[place]!]))
  const title = words[context.language].file(order.number)
  const list = listOf(order.lines, papers, nameOf, { today: conditions.today, language: context.language })
  return storedZip(
    `${title}.zip`,
    [
      { name: `${title}.csv`, sha256: createHash('sha256').update(list).digest('hex'), content: list },
      ...kept.map(({ fileId, sha256, size, storageKey }) => ({
        name: nameOf.get(fileId)!,
        sha256,
        content: { size, open: () => files.read(storageKey) },
      })),
    ],
    context.now,
  )
}

/** As a spreadsheet opens it; a name that looks like a formula stays a text. */
function listOf(
  lines: readonly OrderLine[],
  papers: ReadonlyMap<string, readonly Paper[]>,
  nameOf: ReadonlyMap<string, string>,
  { today, language }: { today: string; language: Language },
): Buffer {
  const say = words[language]
  const rows = lines.flatMap(({ productId, article, name }): (string | null)[][] => {
    const own = productId === null ? undefined : papers.get(productId)
    if (!own) return [[article, name, say.gone]]
    if (own.length === 0) return [[article, name, say.none]]
    return own.map(({ title, number, validThrough, fileId }) => [
      article,
      name,
      title ?? say.certificate,
      number,
      validThrough !== null && validThrough < today ? say.expired(validThrough) : validThrough,
      nameOf.get(fileId)!,
    ])
  })
  return Buffer.from(
    stringify([say.head, ...rows.map((row) => [...row, ...Array<null>(6 - row.length).fill(null)])], {
      bom: true,
      delimiter: ';',
      escape_formulas: true,
      record_delimiter: 'windows',
    }),
  )
}
