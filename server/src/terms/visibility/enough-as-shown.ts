import { type Decimal, decimal, zero } from '#kernel/money.ts'
import type { MaskedStock } from './mask-stock.ts'

/** Is there enough, as far as what is shown says so? */
export type Enough = 'yes' | 'no' | 'unknown'

/**
 * Whether `needed` base units are there, judged only by what the buyer is shown anyway: nobody learns more of a stock by
 * asking for this quantity or that (law 5). Where he cannot know, neither does the answer; a manager confirms then.
 */
export function enoughAsShown(
  { total, policy, complete }: Pick<MaskedStock, 'total' | 'policy' | 'complete'>,
  needed: Decimal,
): Enough {
  if (needed.lte(zero)) return 'yes'
  const known = byLevel(total, policy, needed)
  // what is hidden may add to what is shown
  return known === 'no' && !complete ? 'unknown' : known
}

function byLevel(
  total: MaskedStock['total'],
  { fewBelow, manyFrom }: MaskedStock['policy'],
  needed: Decimal,
): Enough {
  if (total.quantity !== null) {
    if (needed.lte(decimal(total.quantity))) return 'yes'
    return total.over ? 'unknown' : 'no'
  }
  switch (total.level) {
    case 'none':
      return 'no'
    case 'few':
      return needed.gte(fewBelow) ? 'no' : 'unknown'
    case 'some':
      if (needed.lte(fewBelow)) return 'yes'
      return needed.gte(manyFrom) ? 'no' : 'unknown'
    case 'many':
      return needed.lte(manyFrom) ? 'yes' : 'unknown'
    case 'yes':
    case null:
      return 'unknown'
  }
}
