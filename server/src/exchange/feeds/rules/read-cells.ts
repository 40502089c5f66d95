import { readDigits, westernDigits } from '#kernel/read-number.ts'

/** `1.23E+10`: a spreadsheet made a number of a code and forgot its last digits. */
export function isDamagedCode(text: string): boolean {
  return /^\d(?:[.,]\d+)?e\+\d+$/i.test(text.trim())
}

export type ReadStock =
  | { kind: 'absent' }
  | { kind: 'quantity'; quantity: string; atLeast: boolean }
  /** `есть`, `много`: no figure to sell by */
  | { kind: 'word' }
  | { kind: 'bad' }

/** Reads how much is there: `12`, `>100`, `100+`, `нет`, `есть`. A negative stock is what 1C calls sold ahead. */
export function readStock(cell: string): ReadStock {
  const text = westernDigits(cell.normalize('NFKC')).trim().toLowerCase()
  if (/^[–—.\s]*$/.test(text)) return { kind: 'absent' }
  if (/^(-|нет( в наличии)?|отсутству\p{L}*|под заказ|нема|no|none|out of stock|false)$/u.test(text))
    return { kind: 'quantity', quantity: '0', atLeast: false }
  if (/^(\+{1,3}|есть|да|много|в наличии|в достатке|yes|in stock|true|\*+)$/u.test(text))
    return { kind: 'word' }
  const atLeast = /^(>|≥|более|больше|от|свыше)|\+$/.test(text)
  const bare = text
    .replace(/^(>=?|≥|более|больше|от|свыше)\s*|\+$/g, '')
    .replace(/\s*\p{L}+\.?$/u, '')
    .trim()
  const negative = /^[-−]\d/.test(bare)
  const digits = readDigits(negative ? bare.slice(1) : bare)
  if (digits === null || digits.replace(/\..*/, '').length > 12) return { kind: 'bad' }
  const places = digits.split('.')[1]?.length ?? 0
  if (places > 6) return { kind: 'bad' }
  return { kind: 'quantity', quantity: `${negative && Number(digits) !== 0 ? '-' : ''}${digits}`, atLeast }
}

/** How many base units one package holds: `12`, `12 шт`, `(160м)`, `10 шт./кор.`; null where there is no such number. */
export function readPack(cell: string): string | null {
  const found = /^\D{0,20}?(\d{1,6}(?:[.,]\d{1,3})?)(?!\d)/u.exec(cell.trim())?.[1]
  if (!found) return null
  const number = found.replace(',', '.')
  return Number(number) > 0 ? number : null
}

/** A barcode's digits; null when it is none. */
export function readBarcode(cell: string): string | null {
  const digits = cell.replaceAll(/[\s-]/g, '')
  return /^\d{8,14}$/.test(digits) ? digits : null
}

/** How names are compared: no case, no doubled spaces, `ё` as `е`. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim()
}
