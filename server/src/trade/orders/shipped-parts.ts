import { type Decimal, lineAmounts, type LineAmounts, one, roundMoney, sum, zero } from '#kernel/money.ts'

/** What has gone of a line on one day, with the VAT of that day. */
export interface ShippedPart extends LineAmounts {
  /** in the line's unit */
  quantity: Decimal
  /** percent; null = without VAT */
  rate: Decimal | null
  shippedOn: string
  shipment: string | null
}

/** What goes: how much, when, at what rate. */
export type Going = Pick<ShippedPart, 'quantity' | 'rate' | 'shippedOn' | 'shipment'>

export interface ChargedLine {
  price: Decimal
  includesVat: boolean
  currency: string
  /** what is charged of it, in its unit: without what is cancelled */
  quantity: Decimal
}

/**
 * The amounts of a line: of what has gone, as it was billed, and of the rest at the rate that would hold now. They are final
 * when there is no rest.
 */
export function amountsOfLine(
  line: ChargedLine,
  parts: readonly ShippedPart[],
  rate: Decimal | null,
): LineAmounts {
  const rest = restOf(line, parts, rate)
  const total = (part: keyof LineAmounts) =>
    sum([...parts, ...(rest ? [rest] : [])].map((each) => each[part]))
  return { net: total('net'), vat: total('vat'), gross: total('gross') }
}

/**
 * The amounts of what goes now: rounded by itself, but for the last of a line, which takes the remainder, so that the parts
 * add up to the line to the kopeck, sums and VAT of one rate alike. A part never takes so much, or so little, that
 * what is left of the line could not be billed.
 */
export function nextPart(line: ChargedLine, parts: readonly ShippedPart[], going: Going): ShippedPart {
  const { rate } = going
  const left = line.quantity.minus(sum(parts.map((part) => part.quantity)))
  const rest = restOf(line, parts, rate)
  const own = lineAmounts({ ...line, quantity: going.quantity, rate })
  if (!rest) return { ...going, ...own }
  if (going.quantity.gte(left)) return { ...going, ...rest }
  const [ownBasis, restBasis] = [basisOf(line, own), basisOf(line, rest)]
  const basis = least(ownBasis, restBasis)
  const room = line.includesVat ? least(rest.vat, basis) : rest.vat
  const need = line.includesVat ? greatest(zero, rest.vat.minus(restBasis.minus(basis))) : zero
  return { ...going, ...withVat(line, basis, greatest(need, least(own.vat, room))) }
}

/** The same parts under another price, as an ERP has billed them. */
export function repriced(line: ChargedLine, parts: readonly Going[]): ShippedPart[] {
  const done: ShippedPart[] = []
  for (const { quantity, rate, shippedOn, shipment } of parts)
    done.push(nextPart(line, done, { quantity, rate, shippedOn, shipment }))
  return done
}

/** What remains of the parts when no more than `shipped` counts as shipped: the latest are taken back first. */
export function upTo(line: ChargedLine, parts: readonly ShippedPart[], shipped: Decimal): ShippedPart[] {
  const kept: ShippedPart[] = []
  let left = shipped
  for (const part of parts) {
    if (left.lte(zero)) break
    kept.push(part.quantity.lte(left) ? part : nextPart(line, kept, { ...part, quantity: left }))
    left = left.minus(part.quantity)
  }
  return kept
}

/** What is not shipped yet; null = everything is. Of one rate, parts and rest share the VAT of their whole sum. */
function restOf(line: ChargedLine, parts: readonly ShippedPart[], rate: Decimal | null): LineAmounts | null {
  const gone = sum(parts.map((part) => part.quantity))
  if (line.quantity.lte(gone)) return null
  const whole = roundMoney(line.price.times(line.quantity), line.currency)
  const basis = greatest(zero, whole.minus(sum(parts.map((part) => basisOf(line, part)))))
  const alike = parts.filter((part) => sameRate(part.rate, rate))
  const together = basis.plus(sum(alike.map((part) => basisOf(line, part))))
  const { vat } = lineAmounts({ ...line, price: together, quantity: one, rate })
  return withVat(line, basis, greatest(zero, vat.minus(sum(alike.map((part) => part.vat)))))
}

/** What a price is told in: with VAT or without it. */
function basisOf(line: ChargedLine, amounts: LineAmounts): Decimal {
  return line.includesVat ? amounts.gross : amounts.net
}

function withVat(line: ChargedLine, basis: Decimal, vat: Decimal): LineAmounts {
  return line.includesVat
    ? { net: basis.minus(vat), vat, gross: basis }
    : { net: basis, vat, gross: basis.plus(vat) }
}

function sameRate(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.eq(b)
}

const least = (a: Decimal, b: Decimal) => (a.lt(b) ? a : b)
const greatest = (a: Decimal, b: Decimal) => (a.gt(b) ? a : b)
