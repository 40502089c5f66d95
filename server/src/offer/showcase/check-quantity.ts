import type { RowReason } from '@portal/api/matching.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { type Decimal, one, wireQuantity } from '#kernel/money.ts'
import type { Offered, OfferedUnit } from './offered.ts'

/** Units that are counted, not measured (OKEI): half a piece cannot be bought. */
const counted = new Set([
  '796',
  '778',
  '704',
  '715',
  '839',
  '625',
  '736',
  '868',
  '872',
  '616',
  '812',
  'шт',
  'упак',
])

type Limits = Pick<Offered, 'units' | 'minQuantity' | 'step' | 'maxQuantity'>

/**
 * The quantity (in the unit named) that may be bought instead of the one asked for, and why it is another.
 * Base units: up to a multiple of the step (of one for counted units), not below the minimum, not above the maximum.
 * Packagings: whole ones; a whole packaging is always in step. Zero: not even one fits under the maximum.
 * A minimum above the maximum gives way to it.
 * An unknown packaging answers `unit_unknown` and the quantity as it was.
 */
export function checkQuantity(
  offered: Limits,
  packagingId: string,
  quantity: Decimal,
): { quantity: Decimal; reasons: RowReason[] } {
  const unit = offered.units.find((candidate) => candidate.packagingId === packagingId)
  if (!unit) return { quantity, reasons: [{ code: 'unit_unknown', params: {} }] }
  const step = stepOf(offered, unit)
  const reasons: RowReason[] = []
  let checked = step ? up(quantity, step) : quantity
  if (!checked.eq(quantity)) reasons.push({ code: 'rounded_to_step', params: { step: wireQuantity(step!) } })
  const minimum = inUnit(offered.minQuantity, unit)
  const least = minimum && (step ? up(minimum, step) : minimum.toDecimalPlaces(6, roundUp))
  const maximum = inUnit(offered.maxQuantity, unit)
  const most = maximum && (step ? down(maximum, step) : maximum.toDecimalPlaces(6, roundDown))
  if (least && checked.lt(least) && !most?.lt(least)) {
    checked = least
    reasons.push({ code: 'raised_to_minimum', params: { minimum: wireQuantity(least) } })
  }
  if (most && checked.gt(most)) {
    checked = most
    reasons.push({ code: 'lowered_to_maximum', params: { maximum: wireQuantity(most) } })
  }
  return { quantity: checked, reasons }
}

/** What quantities of this unit are multiples of; null: anything. */
export function stepOf(offered: Limits, unit: OfferedUnit): Decimal | null {
  if (unit.packagingId !== baseUnit) return one
  return offered.step ?? (counted.has(unit.code) ? one : null)
}

// decimal.js: away from zero, and towards it
const roundUp = 0
const roundDown = 1

const up = (value: Decimal, step: Decimal) => value.div(step).ceil().times(step)
const down = (value: Decimal, step: Decimal) => value.div(step).floor().times(step)

function inUnit(base: Decimal | null, unit: OfferedUnit): Decimal | null {
  return base && base.times(unit.factorDenominator).div(unit.factorNumerator)
}
