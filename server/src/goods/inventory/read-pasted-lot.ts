import { readNumber, westernDigits } from '#kernel/read-number.ts'

export interface PastedLot {
  article: string
  quantity: string
  eta: string
  note: string | null
}

export type UnreadLot = 'empty' | 'article_missing' | 'quantity_unreadable' | 'date_unreadable'

/**
 * Reads one line of "article; quantity; date[; note]", parts set apart by a semicolon or a tab, as a spreadsheet copies
 * them. Dates as people write them: `12.12.2026`, `12.12.26`, `2026-12-12`. A lot of nothing is no lot.
 */
export function readPastedLot(text: string): PastedLot | UnreadLot {
  if (text.trim() === '') return 'empty'
  const [article = '', count = '', day = '', ...rest] = text
    .split(/[;\t]/)
    .map((part) => part.trim().replaceAll(/^"|"$/g, ''))
  if (article === '') return 'article_missing'
  const quantity = readNumber(count.replace(/\s*(шт\.?|pcs?)\s*$/i, ''), { whole: 12, places: 6 })
  if (!quantity?.gt(0)) return 'quantity_unreadable'
  const eta = readDay(day)
  if (eta === null) return 'date_unreadable'
  return { article, quantity: quantity.toFixed(), eta, note: rest.join(' ').trim().slice(0, 300) || null }
}

/** A calendar date; null for what is none, such as 31.02. */
export function readDay(text: string): string | null {
  const plain = westernDigits(text.normalize('NFKC')).trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain)
  const dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})$/.exec(plain)
  const [year, month, day] = iso
    ? [iso[1]!, iso[2]!, iso[3]!]
    : dotted
      ? [dotted[3]!.padStart(4, '20'), dotted[2]!, dotted[1]!]
      : ['', '', '']
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(parsed) || !new Date(parsed).toISOString().startsWith(date) ? null : date
}
