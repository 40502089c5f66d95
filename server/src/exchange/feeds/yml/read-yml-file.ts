import { createReadStream } from 'node:fs'
import type { FeedSettings, MappedColumn } from '@portal/api/feeds.ts'
import { Unreadable } from '#kernel/sheets/sheet.ts'
import type { RowsWriter } from '../files/rows-file.ts'
import type { ReadSheet } from '../files/read-price-file.ts'
import { readYml, type YmlOffer } from './read-yml.ts'

/** A feed is a sheet whose columns are known beforehand. */
const columns: readonly {
  title: string
  role: MappedColumn['role'] | null
  cell: (offer: YmlOffer) => string
}[] = [
  { title: 'id', role: 'externalId', cell: (offer) => offer.id },
  { title: 'vendorCode', role: 'article', cell: (offer) => offer.vendorCode },
  { title: 'name', role: 'name', cell: (offer) => offer.name },
  { title: 'price', role: 'price', cell: (offer) => offer.price },
  { title: 'oldprice', role: null, cell: (offer) => offer.oldprice },
  { title: 'currencyId', role: 'currency', cell: (offer) => offer.currency },
  { title: 'stock', role: 'stock', cell: (offer) => offer.stock },
  { title: 'vendor', role: 'brand', cell: (offer) => offer.vendor },
  { title: 'barcode', role: 'barcode', cell: (offer) => offer.barcode },
  { title: 'country_of_origin', role: 'country', cell: (offer) => offer.country },
  {
    title: 'category',
    role: 'categoryPath',
    cell: (offer) => (offer.path.length > 0 ? JSON.stringify(offer.path) : ''),
  },
  { title: 'description', role: 'description', cell: (offer) => offer.description },
  {
    title: 'param',
    role: 'attributes',
    cell: (offer) => (offer.params.length > 0 ? JSON.stringify(offer.params) : ''),
  },
  {
    title: 'picture',
    role: 'pictures',
    cell: (offer) => (offer.pictures.length > 0 ? JSON.stringify(offer.pictures) : ''),
  },
]

const shownRows = 60

/** Reads a feed into rows; what no offer has is no column. Throws Unreadable. */
export async function readYmlFile(
  path: string,
  rows: RowsWriter,
  settings: FeedSettings,
): Promise<ReadSheet> {
  const used = new Set<number>()
  const firstRows: string[][] = []
  let row = 0
  const feed = readYml(createReadStream(path))
  for await (const offer of feed.offers) {
    row += 1
    const cells = columns.map(({ cell }) => cell(offer))
    for (const [index, cell] of cells.entries()) if (cell !== '') used.add(index)
    if (firstRows.length < shownRows) firstRows.push(cells.map((cell) => cell.slice(0, 120)))
    await rows.write({ sheet: 0, row, indent: 0, cells })
  }
  if (row === 0) throw new Unreadable('file_unreadable')
  const { shop, currency, converted, warnings } = feed.found()
  const mapped = columns.flatMap(({ title, role }, column): MappedColumn[] =>
    role && used.has(column)
      ? [
          {
            column,
            role,
            title:
              role === 'price' ? `${shop ?? 'YML'}: ${title}` : role === 'stock' ? (shop ?? 'YML') : title,
            priceListId: null,
            currency: role === 'price' ? (currency ?? settings.currency) : null,
            includesVat: role === 'price' ? settings.includesVat : null,
            warehouseId: null,
          },
        ]
      : [],
  )
  return {
    name: 'YML',
    title: '',
    hidden: false,
    rowCount: row,
    firstRows,
    merges: [],
    titles: columns.map(({ title }) => title),
    headerKey: 'yml_catalog',
    grouping: null,
    hints: [
      ...(shop ? [shop] : []),
      ...converted.map(({ from, rate, to }) => `1 ${from} = ${rate} ${to}`),
      ...warnings,
    ],
    guess: { use: true, headerRow: 0, headerRows: 0, columns: mapped },
  }
}
