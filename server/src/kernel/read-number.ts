import { type Decimal, decimal } from './money.ts'

/**
 * Reads a number that is not negative, as people type it: `1,5`, `1 000`, `1.234,50`, `١٢`. A single comma or point is
 * decimal; with both, the last one is. What could be read in two ways is null, and not guessed; so is what a column of
 * `whole` digits before the point and `places` after it cannot keep.
 */
export function readNumber(text: string, column: { whole: number; places: number }): Decimal | null {
  const digits = readDigits(westernDigits(text.normalize('NFKC')).trim())
  if (digits === null) return null
  const [whole = '', part = ''] = digits.split('.')
  if (whole.replace(/^0+/, '').length > column.whole || part.replace(/0+$/, '').length > column.places)
    return null
  return decimal(digits)
}

/** Groups of three after spaces or apostrophes; then commas and points. null: not a number, or not surely one. */
export function readDigits(text: string): string | null {
  const joined = /[\s'’]/.test(text) ? joinGroups(text) : text
  if (joined === null) return null
  const separators = [...joined.matchAll(/[.,٫]/g)].map((match) => match[0])
  if (separators.length === 0) return /^\d+$/.test(joined) ? joined : null
  const last = separators.at(-1)!
  const others = separators.slice(0, -1)
  if (others.length === 0) {
    const read = /^(\d*)[.,٫](\d+)$/.exec(joined)
    return read && `${read[1] || '0'}.${read[2]}`
  }
  // 1,000,000 has no decimals; 1,000,000.5 and 1.000.000,5 have
  if (new Set(others).size > 1) return null
  const grouped = others[0] === last ? [joined, ''] : splitLast(joined, last)
  const groups = grouped[0]!.split(others[0]!)
  const whole = /^[1-9]\d{0,2}$/.test(groups[0]!) && groups.slice(1).every((group) => /^\d{3}$/.test(group))
  if (!whole || !/^\d*$/.test(grouped[1]!) || (others[0] !== last && grouped[1] === '')) return null
  return grouped[1] === '' ? groups.join('') : `${groups.join('')}.${grouped[1]}`
}

function joinGroups(text: string): string | null {
  return /^\d{1,3}([\s'’]\d{3})+([.,٫]\d+)?$/.test(text) ? text.replaceAll(/[\s'’]/g, '') : null
}

function splitLast(text: string, separator: string): [string, string] {
  const at = text.lastIndexOf(separator)
  return [text.slice(0, at), text.slice(at + 1)]
}

/**
 * Digits of any script stand in tens in Unicode, each beginning with its zero. Marks of direction and of zero width, which
 * nobody sees and many pages and spreadsheets put around their numbers, are left out.
 */
export function westernDigits(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, '').replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!
    let start = code
    while (code - start < 9 && /\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1
    return String(code - start)
  })
}
