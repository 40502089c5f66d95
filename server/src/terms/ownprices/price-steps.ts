import type { PriceStep } from '@portal/api/price-explanations.ts'
import { type Decimal, exponentOf, wirePrice, wireQuantity, zero } from '#kernel/money.ts'
import { less } from './discounts.ts'
import { unitPriceOf } from './nearest-price.ts'
import type { PriceConditions } from './price-conditions.ts'
import type { Worked } from './resolve.ts'

/** Every step from what is written to what is paid; what did not count is told, too. */
export function stepsTo(worked: Worked, conditions: PriceConditions): PriceStep[] {
  return [
    ...stepsToFound(worked, conditions),
    ...discountSteps(worked, conditions),
    ...floorSteps(worked, conditions),
    ...roundingSteps(worked, conditions),
  ]
}

function stepsToFound({ found }: Worked, conditions: PriceConditions): PriceStep[] {
  const { list, row, factor, written } = found
  const currency = list?.currency ?? conditions.currency
  const inRow = factor ? unitPriceOf(row) : written
  const steps = [
    step(list ? 'price_list' : 'fixed_price', list?.name ?? conditions.contractNumber, true, inRow, currency),
  ]
  if (row.minQuantity.gt(zero))
    steps.push({
      ...step('tier', row.minQuantity.toFixed(), true, inRow, currency),
      ...(list && list.tiersBy !== 'line' ? { tiersBy: list.tiersBy } : {}),
    })
  if (factor) {
    const times = factor.numerator.div(factor.denominator).toDecimalPlaces(6)
    steps.push(step('conversion', times.toFixed(), true, written, currency))
  }
  if (list?.exchange) {
    const { source, rate, units, on, old } = list.exchange
    const converted = written.times(rate).div(units)
    steps.push({
      ...step('exchange', source, true, converted, conditions.currency),
      rate: { currency, units: wireQuantity(units), rate: wireQuantity(rate), on, old },
    })
  }
  if (list?.includesVat && !found.includesVat)
    steps.push(step('without_vat', '', true, found.unitPrice, conditions.currency))
  return steps
}

function discountSteps({ found, discounts }: Worked, { currency }: PriceConditions): PriceStep[] {
  let percent = zero
  return discounts.map((discount) => {
    if (discount.applied) percent = percent.plus(discount.percent)
    const { kind, source, applied, threshold } = discount
    return {
      ...step(kind, source, applied, less(found.unitPrice, percent), currency, discount.percent),
      ...(threshold
        ? { threshold: { countedBy: threshold.countedBy, value: wireQuantity(threshold.threshold) } }
        : {}),
    }
  })
}

/** A floor is told where it holds back, where it would and is exempt, and where it cannot be reckoned. */
function floorSteps(
  { floor, guarded, discounted, raised }: Worked,
  { currency }: PriceConditions,
): PriceStep[] {
  if (!floor) return []
  const { source, percent, price } = floor
  if (!price) return [{ ...step('floor', source, false, zero, currency, percent), price: null }]
  if (!guarded && price.gt(discounted))
    return [{ ...step('floor_exempt', source, false, price, currency, percent) }]
  return [step('floor', source, raised.gt(discounted), price, currency, percent)]
}

function roundingSteps(
  { found, discounted, raised, unitPrice }: Worked,
  { currency }: PriceConditions,
): PriceStep[] {
  const { list } = found
  const rule = list?.rounding ?? 'none'
  const untouched = raised.eq(list ? found.unitPrice : discounted) && !list?.exchange && rule === 'none'
  if (untouched && unitPrice.eq(raised)) return []
  const source = rule === 'none' ? String(exponentOf(currency)) : rule
  return [
    {
      ...step('rounding', source, !unitPrice.eq(raised), unitPrice, currency),
      ...(rule === 'none' ? {} : { rounding: rule }),
    },
  ]
}

function step(
  kind: PriceStep['kind'],
  source: string,
  applied: boolean,
  price: Decimal,
  currency: string,
  percent: Decimal | null = null,
): PriceStep {
  return {
    kind,
    source,
    percent: percent?.toFixed() ?? null,
    applied,
    price: wirePrice(price.toDecimalPlaces(6), currency),
  }
}
