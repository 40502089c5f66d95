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
  const amount = readNumber(price.replace(/\s*(₽|руб\.?|р\.|rub)\s*$/i, ''), 13)
  if (amount === null || !/[1-9]/.test(amount)) return 'price_unreadable'
  const minQuantity = quantity === '' ? '0' : readNumber(quantity.replace(/^(от|from)\s+/i, ''), 12)
  if (minQuantity === null) return 'quantity_unreadable'
  return { article, amount, minQuantity }
}

/** A non-negative decimal of at most `digits` digits before the point and six after it, or null. */
function readNumber(text: string, digits: number): string | null {
  const plain = text.replaceAll(/[\s\u00A0\u202F']/g, '').replace(',', '.')
  const parts = /^(\d+)(?:\.(\d{1,6}))?$/.exec(plain)
  if (!parts || parts[1]!.length > digits) return null
  const whole = parts[1]!.replace(/^0+(?=\d)/, '')
  return parts[2] ? `${whole}.${parts[2]}` : whole
}
