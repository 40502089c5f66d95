import { articleKey, lookalikeKey } from '#src/goods/catalog/public.ts'

/** What may be meant by the text of an article. */
export interface ArticleReading {
  /** trimmed */
  text: string
  key: string
  /** a number that a spreadsheet shortened: `1.23E+10`; what stands before is all that is known of it */
  scientific: { digits: string; length: number } | null
  formula: boolean
  /** keys that look like this one; never taken silently */
  lookalikes: string[]
}

/** Reads the text of an article cell. Leading zeros stay; Cyrillic and Latin letters stay apart. */
export function readArticle(text: string): ArticleReading {
  const trimmed = text.trim()
  const key = articleKey(trimmed)
  const formula = /^[=@]/.test(trimmed)
  return {
    text: trimmed,
    key,
    scientific: readScientific(trimmed),
    formula,
    lookalikes: [lookalikeKey(key), ...lostZeros(key)],
  }
}

function readScientific(text: string): ArticleReading['scientific'] {
  const [, first, rest = '', exponent] = /^(\d)(?:[.,](\d+))?e\+(\d{1,2})$/i.exec(text) ?? []
  if (!first || !exponent) return null
  return { digits: `${first}${rest}`.replace(/0+$/, ''), length: Number(exponent) + 1 }
}

/** A spreadsheet that took an article for a number dropped its zeros: `123` may be `00123`. */
function lostZeros(key: string): string[] {
  return /^[1-9]\d{1,11}$/.test(key)
    ? Array.from({ length: 6 }, (_, zeros) => '0'.repeat(zeros + 1) + key)
    : []
}

/** `AB-1 10 шт` in one cell: the article, its quantity and unit; null when the text does not end so. */
export function splitRow(text: string): { article: string; quantity: string; unit: string } | null {
  const found = /^(.*\S)[\s;,]+(\d[\d\s]*(?:[.,]\d+)?)\s*([\p{L}.]{1,12})?$/u.exec(text.trim())
  return found && { article: found[1]!, quantity: found[2]!.trim(), unit: found[3] ?? '' }
}

/** `12 шт` in a cell of quantities. */
export function splitQuantity(text: string): { quantity: string; unit: string } {
  const found = /^\s*([\d\s.,]*\d)\s*(\p{L}[\p{L}.]{0,11})\s*$/u.exec(text)
  return found ? { quantity: found[1]!, unit: found[2]! } : { quantity: text, unit: '' }
}
