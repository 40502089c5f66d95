import type { RowReason } from '@portal/api/matching.ts'
import { type Decimal, decimal, zero } from '#kernel/money.ts'
import { readDigits, westernDigits } from '#kernel/read-number.ts'

const reason = (code: RowReason['code'], text: string): { reason: RowReason } => ({
  reason: { code, params: text ? { text } : {} },
})

/**
 * Reads a quantity as people type it: `1,5`, `1 000`, `1.234,50`, `١٢`. A single comma or point is decimal;
 * with both, the last one is. What could be read in two ways is not guessed: the reason is answered instead.
 */
export function readQuantity(text: string): { quantity: Decimal } | { reason: RowReason } {
  const shown = text.trim().slice(0, 40)
  const plain = westernDigits(text.normalize('NFKC')).trim()
  if (plain === '') return reason('quantity_missing', '')
  if (/^[=@]/.test(plain)) return reason('formula', shown)
  if (/^[-+−–]?\d+([.,]\d+)?e[-+]?\d+$/i.test(plain)) return reason('scientific_notation', shown)
  const negative = /^[-−–]/.test(plain)
  const digits = readDigits(plain.replace(/^[-+−–]\s*/, ''))
  if (digits === null) return reason('quantity_unreadable', shown)
  if (digits.split('.')[0]!.replace(/^0+/, '').length > 12) return reason('quantity_too_large', shown)
  const quantity = decimal(digits)
  if (negative || quantity.lte(zero)) return reason('quantity_not_positive', shown)
  if (quantity.decimalPlaces() > 6) return reason('quantity_unreadable', shown)
  return { quantity }
}
