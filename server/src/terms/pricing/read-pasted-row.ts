import { readNumber } from '#kernel/read-number.ts'

export interface PastedPrice {
  article: string
  amount: string
  minQuantity: string
}

export type UnreadRow = 'empty' | 'article_missing' | 'price_unreadable' | 'quantity_unreadable'

/**
 * Reads one line of "article; price[; from quantity]"; parts are set apart by a semicolon or a tab, as a spreadsheet copies
 * them. A price is written as people write it: `1 234,50`, `1234.5 ₽`, `12,50 руб.`. A price of nothing is no price.
 */
export function readPastedRow(text: string): PastedPrice | UnreadRow {
  if (text.trim() === '') return 'empty'
  const [article = '', price = '', quantity = ''] = text
    .split(/[;\t]/)
    .map((part) => part.trim().replaceAll(/^"|"$/g, ''))
  if (article === '') return 'article_missing'
  const amount = readNumber(price.replace(/\s*(₽|руб\.?|р\.|rub)\s*$/i, ''), { whole: 13, places: 6 })
  if (!amount?.gt(0)) return 'price_unreadable'
  const from = quantity.replace(/^(от|from)\s+/i, '') || '0'
  const minQuantity = readNumber(from, { whole: 12, places: 6 })
  if (!minQuantity) return 'quantity_unreadable'
  return { article, amount: amount.toFixed(), minQuantity: minQuantity.toFixed() }
}
