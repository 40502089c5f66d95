import iconv from 'iconv-lite'
import { utils, write, type BookType, type WorkSheet } from '@e965/xlsx'
import type { Db } from '#kernel/db.ts'

/** A workbook of sheets of cells, as somebody sends it. */
export function workbook(
  sheets: Record<string, unknown[][]>,
  options: { bookType?: BookType; hidden?: string; merges?: Record<string, string[]> } = {},
): Buffer {
  const book = utils.book_new()
  for (const [name, cells] of Object.entries(sheets)) {
    const sheet: WorkSheet = utils.aoa_to_sheet(cells)
    if (options.merges?.[name]) sheet['!merges'] = options.merges[name].map(utils.decode_range)
    utils.book_append_sheet(book, sheet, name)
  }
  book.Workbook = {
    Sheets: book.SheetNames.map((name) => ({ name, Hidden: name === options.hidden ? 1 : 0 })),
  }
  return write(book, { type: 'buffer', bookType: options.bookType ?? 'xlsx' }) as Buffer
}

/** Prices of a seller's lists: `list | product | amount`. */
export const pricesOf = async (db: Db, sellerId: string) => {
  const found = await db
    .selectFrom('pricing.prices as p')
    .innerJoin('pricing.price_lists as l', 'l.id', 'p.price_list_id')
    .innerJoin('catalog.products as g', 'g.id', 'p.product_id')
    .select(['l.name', 'g.name as product', 'p.amount'])
    .where('l.seller_id', '=', sellerId)
    .orderBy('l.name')
    .orderBy('g.name')
    .execute()
  return found.map((row) => `${row.name} | ${row.product} | ${Number(row.amount)}`)
}

export const csv = (...lines: string[]) => ['Артикул;Наименование;Цена', ...lines].join('\n')
export const hundred = (price: (index: number) => string) =>
  csv(...Array.from({ length: 100 }, (_, index) => `A-${index};Товар ${index};${price(index)}`))

export const yml = (offers: string, head = '') =>
  `<?xml version="1.0" encoding="windows-1251"?><!DOCTYPE yml_catalog SYSTEM "shops.dtd">${head}<yml_catalog date="2026-11-24 10:00"><shop><name>Лавка</name><currencies><currency id="RUR" rate="1"/><currency id="USD" rate="90"/></currencies><categories><category id="1">Часы</category><category id="2" parentId="1">Наручные</category></categories><offers>${offers}</offers></shop></yml_catalog>`

export const offer = (id: string, inner: string, attributes = 'available="true"') =>
  `<offer id="${id}" ${attributes}><currencyId>RUR</currencyId><categoryId>2</categoryId>${inner}</offer>`

/** Windows-1251, as its prolog says. */
export const inWindows = (text: string) => iconv.encode(text, 'windows-1251')
