import { type Decimal, decimal, sum, zero } from '#kernel/money.ts'
import type { LineRow } from './store.ts'

interface VatOfRate {
  rate: string | null
  net: Decimal
  vat: Decimal
  /** of what has gone; the rest is reckoned at the rate that would hold now */
  final: boolean
}

/** Has everything gone that is charged of a line? Its VAT changes no more then. */
export function hasGone({
  quantity,
  cancelled,
  shipped,
}: Pick<LineRow, 'quantity' | 'cancelled' | 'shipped'>) {
  return decimal(shipped).gt(zero) && decimal(shipped).gte(decimal(quantity).minus(decimal(cancelled)))
}

/** What of an order's lines has been billed. */
export function shippedSum(lines: readonly Pick<LineRow, 'parts'>[]): Decimal {
  return sum(lines.flatMap(({ parts }) => parts.map(({ gross }) => decimal(gross))))
}

/** VAT of lines by its rate, the greatest first; what has gone stands before what has not. */
export function vatByRate(lines: readonly LineRow[]): VatOfRate[] {
  const found = new Map<string, VatOfRate>()
  const add = (rate: string | null, net: Decimal, vat: Decimal, final: boolean) => {
    if (net.isZero() && vat.isZero()) return
    const key = `${rate} ${final}`
    const known = found.get(key)
    found.set(key, {
      rate,
      net: net.plus(known?.net ?? zero),
      vat: vat.plus(known?.vat ?? zero),
      final,
    })
  }
  for (const line of lines) {
    const gone = (part: 'net' | 'vat') => sum(line.parts.map((each) => decimal(each[part])))
    for (const part of line.parts) add(plain(part.rate), decimal(part.net), decimal(part.vat), true)
    add(
      plain(line.vat_rate),
      decimal(line.net).minus(gone('net')),
      decimal(line.vat).minus(gone('vat')),
      // shipped before parts were kept
      line.parts.length === 0 && hasGone(line),
    )
  }
  return [...found.values()].toSorted(
    (a, b) =>
      decimal(b.rate ?? '-1').comparedTo(decimal(a.rate ?? '-1')) || Number(b.final) - Number(a.final),
  )
}

const plain = (rate: string | null) => rate && decimal(rate).toFixed()
