import type { PriceStep } from '@portal/api/price-explanations.ts'
import { useFormat } from './use-format.ts'

/** Which words tell a step of "why this price". */
export function stepKey(step: PriceStep) {
  const { kind } = step
  switch (kind) {
    case 'tier':
      return step.tiersBy ? (`tier_${step.tiersBy}` as const) : kind
    case 'volume_discount':
      return step.threshold?.countedBy === 'sum' ? 'volume_discount_sum' : 'volume_discount_quantity'
    case 'floor':
    case 'floor_exempt':
      return step.percent === null ? (`${kind}_amount` as const) : kind
    case 'rounding':
      return step.rounding ? 'rounding_rule' : kind
    default:
      return kind
  }
}

/** The figures that stand in those words. */
export function useStepValues() {
  const format = useFormat()
  return (step: PriceStep) => ({
    source: step.kind === 'tier' || step.kind === 'conversion' ? format.number(step.source) : step.source,
    percent: format.number(step.percent),
    threshold: format.number(step.threshold?.value),
    step: step.rounding === 'x.90' ? format.number('0.90') : format.number(step.rounding),
    rate: step.rate
      ? `${format.number(step.rate.units)} ${format.symbol(step.rate.currency)} = ${format.money({
          amount: step.rate.rate,
          currency: step.price?.currency ?? '',
        })}`
      : '',
    on: format.date(step.rate?.on),
    rateSource: step.rateSource?.name,
    toCurrency: step.rateSource ? format.symbol(step.rateSource.toCurrency) : '',
  })
}
