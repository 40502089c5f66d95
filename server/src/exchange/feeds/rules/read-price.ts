import { decimal } from '#kernel/money.ts'
import { readDigits, westernDigits } from '#kernel/read-number.ts'

/** What separates thousands where a text alone could be read in two ways: `12,500` beside `66,620.60` is 12500. */
export type Grouping = ',' | '.' | null

export type PriceProblem = 'price_error' | 'price_negative' | 'price_too_large' | 'price_unreadable'

export type ReadPrice =
  | { kind: 'absent' }
  /** `rounded` = the cell had more digits than a price may have */
  | { kind: 'price'; amount: string; rounded: boolean; currency: string | null }
  /** to be asked for: by a word, or by a nought */
  | { kind: 'request'; zero: boolean }
  | { kind: 'bad'; code: PriceProblem }

const currencies: readonly [string, RegExp][] = [
  ['RUB', /₽|\b(?:rub|rur)\b|(?<!\p{L})(?:руб(?:лей|ля|ли|\.)?|р\.|р)(?!\p{L})/iu],
  ['BYN', /\bbyn\b|бел\.?\s*руб\p{L}*\.?/iu],
  ['USD', /\$|\busd\b|(?<!\p{L})долл\p{L}*\.?/iu],
  ['EUR', /€|\beur\b|(?<!\p{L})евро(?!\p{L})/iu],
  ['UAH', /₴|\buah\b|(?<!\p{L})грн\.?(?!\p{L})|(?<!\p{L})грив\p{L}+/iu],
  ['KZT', /₸|\bkzt\b|(?<!\p{L})(?:тенге|тг)(?!\p{L})/iu],
  ['CNY', /¥|\bcny\b|(?<!\p{L})юан\p{L}*/iu],
]

/** The currency that a text names, by its code, sign or word. */
export function currencyIn(text: string): string | null {
  // Belarusian roubles are roubles too
  const byn = currencies[1]!
  if (byn[1].test(text)) return byn[0]
  return currencies.find(([, word]) => word.test(text))?.[0] ?? null
}

const errors = /^#(ref|n\/a|value|div\/0|name|null|num|знач|ссылка|дел\/0|имя|н\/д|число|пусто)/i
const requests = /договор|звон|запрос|запит|уточн|согласов|call|request|ask|por/i
const nothing = /^[-–—.\s]*$/
const perUnit = /\s*(?:\/|за)\s*\p{L}[\p{L}\d.]*\s*$/iu
const exponent = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i

/** Whole digits and digits after the point that a price column keeps. */
const whole = 12
const places = 6

/**
 * Reads a price as suppliers write it: `66,620.60`, `1 234,50 руб.`, `1'234.50`, `120 ₽/шт`, `договорная`. Nothing is
 * guessed: what is no price is told with its reason. More digits than a price may have are rounded to hundredths.
 */
export function readPrice(cell: string, grouping: Grouping = null): ReadPrice {
  const text = westernDigits(cell.normalize('NFKC')).replaceAll(/\s+/g, ' ').trim()
  if (nothing.test(text)) return { kind: 'absent' }
  if (errors.test(text)) return { kind: 'bad', code: 'price_error' }
  if (!/\d/.test(text))
    return requests.test(text) ? { kind: 'request', zero: false } : { kind: 'bad', code: 'price_unreadable' }
  const currency = currencyIn(text)
  const named = currencies.find(([code]) => code === currency)
  const bare = (named ? text.replace(named[1], ' ').replace(perUnit, '') : text.replace(perUnit, ''))
    .replaceAll('−', '-')
    .trim()
  const negative = /^-\s*\d/.test(bare)
  const digits = digitsOf(negative ? bare.slice(1).trim() : bare, grouping)
  if (digits === null) return { kind: 'bad', code: 'price_unreadable' }
  if (digits === 'too large') return { kind: 'bad', code: 'price_too_large' }
  const amount = decimal(digits)
  if (amount.isZero()) return { kind: 'request', zero: true }
  if (negative) return { kind: 'bad', code: 'price_negative' }
  if (amount.gte(decimal(`1e${whole}`))) return { kind: 'bad', code: 'price_too_large' }
  if (amount.decimalPlaces() <= places)
    return { kind: 'price', amount: amount.toFixed(), rounded: false, currency }
  const rounded = amount.toDecimalPlaces(2)
  return rounded.isZero()
    ? { kind: 'bad', code: 'price_unreadable' }
    : { kind: 'price', amount: rounded.toFixed(), rounded: true, currency }
}

function digitsOf(text: string, grouping: Grouping): string | 'too large' | null {
  if (exponent.test(text)) {
    const power = Number(/e([+-]?\d+)$/i.exec(text)![1])
    if (power > whole) return 'too large'
    return power < -20 ? '0' : decimal(text.replace(',', '.')).toFixed()
  }
  if (text.length > 60) return /^\d+$/.test(text) ? 'too large' : null
  if (grouping === ',' && /^\d{1,3}(,\d{3})+$/.test(text)) return text.replaceAll(',', '')
  if (grouping === '.' && /^\d{1,3}(\.\d{3})+$/.test(text)) return text.replaceAll('.', '')
  return readDigits(text)
}

const groupedByComma = /^\d{1,3}(,\d{3})+\.\d+/
const groupedByPoint = /^\d{1,3}(\.\d{3})+,\d+/

/** What separates thousands in these texts, where one of them tells it beyond doubt. */
export function groupingOf(cells: Iterable<string>): Grouping {
  for (const cell of cells) {
    const text = cell.trim()
    if (groupedByComma.test(text)) return ','
    if (groupedByPoint.test(text)) return '.'
  }
  return null
}
