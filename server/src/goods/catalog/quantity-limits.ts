import { type Decimal, decimal } from '#kernel/money.ts'
import { readNumber } from '#kernel/read-number.ts'

/** Base units; null = no such limit. */
export interface QuantityLimits {
  min: Decimal | null
  step: Decimal | null
  max: Decimal | null
}

export type LimitsProblem = 'bad_quantity' | 'min_above_max' | 'max_below_step'

/** Reads the least, the step and the most as people type them; an empty one is no limit. What could never be bought is refused. */
export function readLimits(typed: {
  min: string | null
  step: string | null
  max: string | null
}): QuantityLimits | LimitsProblem {
  const [min, step, max] = [typed.min, typed.step, typed.max].map(readOne)
  if (min === 'bad' || step === 'bad' || max === 'bad') return 'bad_quantity'
  const limits = { min: min ?? null, step: step ?? null, max: max ?? null }
  if (limits.min && limits.max && limits.min.gt(limits.max)) return 'min_above_max'
  // the least that is a multiple of the step
  const least = limits.step && (limits.min ?? decimal('0')).div(limits.step).ceil().times(limits.step)
  if (limits.step && limits.max && (limits.step.gt(limits.max) || least!.gt(limits.max)))
    return 'max_below_step'
  return limits
}

/** How tables of products and of contracts name them, for a select. */
export const limitColumns = [
  'min_quantity as minQuantity',
  'step_quantity as stepQuantity',
  'max_quantity as maxQuantity',
] as const

export type KeptLimits = Record<'minQuantity' | 'stepQuantity' | 'maxQuantity', string | null>

/** Limits that stand in the database, or that somebody was shown, as they are counted with. */
export function limitsFrom({ minQuantity, stepQuantity, maxQuantity }: KeptLimits): QuantityLimits {
  const read = (value: string | null) => (value === null ? null : decimal(value))
  return { min: read(minQuantity), step: read(stepQuantity), max: read(maxQuantity) }
}

/** Are they the same figures, however each was written? */
export const sameLimits = (a: QuantityLimits, b: QuantityLimits): boolean =>
  (['min', 'step', 'max'] as const).every((field) => a[field]?.toFixed() === b[field]?.toFixed())

function readOne(text: string | null): Decimal | null | 'bad' {
  if (text === null || text.trim() === '') return null
  const number = readNumber(text, { whole: 12, places: 6 })
  return number?.gt(0) ? number : 'bad'
}
