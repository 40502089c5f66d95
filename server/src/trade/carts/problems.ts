import type { LineProblem } from '@portal/api/carts.ts'
import { wireQuantity, zero, type Decimal } from '#kernel/money.ts'
import { checkQuantity, type Offered, stepOf } from '#src/offer/showcase/public.ts'
import type { EvaluatedLine } from './evaluate.ts'

const codes = {
  rounded_to_step: 'not_in_step',
  raised_to_minimum: 'below_minimum',
  lowered_to_maximum: 'above_maximum',
} as const

/** What is wrong with a line today, the worst first, each with the quantity that would cure it where one would. */
export function problemsOf(line: Omit<EvaluatedLine, 'problems' | 'amounts'>): LineProblem[] {
  const { offered, contract, stored, quantity } = line
  const problems: LineProblem[] = []
  if (contract.state !== 'in_force') {
    const { number, state, contact } = contract
    problems.push(problem('contract_not_in_force', { number, state, contact }))
  }
  if (!offered) return [...problems, problem('not_offered', {})]
  if (!offered.units.some((unit) => unit.packagingId === stored.packagingId))
    return [...problems, problem('unit_gone', { unit: stored.unitName })]
  if (!line.price) problems.push(problem('on_request', {}))
  const checked = checkQuantity(offered, stored.packagingId, quantity)
  for (const reason of checked.reasons)
    if (reason.code in codes)
      problems.push(problem(codes[reason.code as keyof typeof codes], reason.params, checked.quantity))
  const over = overContracted(line)
  if (over) problems.push(over)
  const shortage = shortageOf(line)
  if (shortage) problems.push(shortage)
  return problems
}

/** More than is left of what was agreed at this price: it stops an order only where the agreement says so. */
function overContracted(line: Omit<EvaluatedLine, 'problems' | 'amounts'>): LineProblem | null {
  const { offered, contracted, quantity } = line
  if (!offered || !contracted || quantity.lte(contracted.left)) return null
  const left = contracted.left.toDecimalPlaces(6, 1)
  return {
    code: 'over_contracted',
    params: { left: wireQuantity(left) },
    cure: cureUpTo(offered, line.stored.packagingId, left),
    blocks: contracted.over === 'block',
  }
}

/** The greatest quantity up to `most` that may be ordered. */
function cureUpTo(offered: Offered, packagingId: string, most: Decimal): string | null {
  const unit = offered.units.find((one) => one.packagingId === packagingId)
  const step = unit && stepOf(offered, unit)
  const whole = step ? most.div(step).floor().times(step) : most
  const checked = checkQuantity(offered, packagingId, whole).quantity
  return whole.gt(0) && checked.lte(most) && checked.gt(0) ? wireQuantity(checked) : null
}

/**
 * More than is in stock: it stops an order only where so much may not be ordered beyond stock. A hidden figure, of stock
 * as of lots, is neither told nor found out by trying quantities (law 5): what the buyer cannot know is taken, and a
 * manager confirms it.
 */
function shortageOf(line: Omit<EvaluatedLine, 'problems' | 'amounts'>): LineProblem | null {
  const { offered, available, awaited, factor, enough } = line
  if (!offered || !available || enough !== 'no') return null
  const told = offered.stockNumberMayBeTold
  const inUnit = (base: Decimal) => base.div(factor).toDecimalPlaces(6, 1)
  // lines before this one took of the room what they were short of: a masked figure too
  const room = told && awaited ? awaited.room : offered.absentRoom
  const blocks = room !== null && (told ? awaited !== null && awaited.shortage.gt(room) : room.lte(zero))
  const most = inUnit(room === null ? available : available.plus(room))
  const beyond = blocks && offered.absentGoods !== 'forbid'
  return {
    code: beyond ? 'too_much_awaited' : 'not_enough',
    params: told
      ? { available: wireQuantity(inUnit(available)), ...(beyond ? { most: wireQuantity(most) } : {}) }
      : {},
    cure: told && blocks ? cureUpTo(offered, line.stored.packagingId, most) : null,
    blocks,
  }
}

function problem(code: LineProblem['code'], params: Record<string, string>, cure?: Decimal): LineProblem {
  return { code, params, cure: cure && cure.gt(0) ? wireQuantity(cure) : null, blocks: true }
}
