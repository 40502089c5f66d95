const spaces = /[\s\u00A0\u2007\u2009\u202F']/g
const plain = /^[+-]?(\d+\.?\d*|\.\d+)$/
const groupedByDots = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/
const groupedByCommas = /^[+-]?\d{1,3}(,\d{3})+\.\d+$/
const usual = /^-?(0|[1-9]\d*)(\.\d+)?$/

/** No amount, price or quantity of trade needs more; longer ones are refused rather than cut. */
const maxLength = 40

/**
 * A number as people and programs write it (`1 234,50`, `1.4`, `-3`, `1,234.50`) as a decimal text with a point,
 * digits kept as given. null = not a number.
 */
export function decimalText(raw: string): string | null {
  if (raw.length > maxLength) return null
  if (usual.test(raw)) return raw
  let text = raw.replace(spaces, '').replace('\u2212', '-')
  if (groupedByDots.test(text)) text = text.replaceAll('.', '').replace(',', '.')
  else if (groupedByCommas.test(text)) text = text.replaceAll(',', '')
  else text = text.replace(',', '.')
  if (!plain.test(text)) return null
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const value = fraction === '' ? digits : `${digits}.${fraction}`
  return negative && /[1-9]/.test(value) ? `-${value}` : value
}

export function isPositive(decimal: string): boolean {
  return !decimal.startsWith('-') && /[1-9]/.test(decimal)
}
