import { type Decimal, decimal, hundred, isPositive, sum, zero } from '#kernel/money.ts'
import type { Found } from './nearest-price.ts'
import type { PriceConditions, ProductPrices, Stacking, VolumeDiscount } from './price-conditions.ts'

export interface Discount {
  kind: 'contract_discount' | 'category_discount' | 'volume_discount'
  source: string
  percent: Decimal
  /** of a volume discount: what was reached */
  threshold: Pick<VolumeDiscount, 'countedBy' | 'threshold'> | null
  applied: boolean
}

/** Most goods have none: no list is made for them. */
const none: readonly never[] = []

/**
 * The contract's, the category's and the volume's discount, in this order, and which of them count. Of those marked `best`
 * the greatest counts, the first of equal ones; those marked `add` are added to it.
 */
export function discountsOf(
  conditions: PriceConditions,
  product: ProductPrices,
  line: { found: Found; quantity: Decimal; inBase: Decimal },
): readonly Discount[] {
  const offered: (Omit<Discount, 'applied'> & { stacking: Stacking })[] = []
  if (isPositive(conditions.discountPercent))
    offered.push({
      kind: 'contract_discount',
      source: conditions.contractNumber,
      percent: conditions.discountPercent,
      stacking: conditions.discountStacking,
      threshold: null,
    })
  const category = product.categoryDiscount
  if (category)
    offered.push({
      kind: 'category_discount',
      source: category.categoryName,
      percent: category.percent,
      stacking: category.stacking,
      threshold: null,
    })
  const volume = volumeDiscount(conditions, product, line)
  if (volume)
    offered.push({
      kind: 'volume_discount',
      source: volume.name ?? '',
      percent: volume.percent,
      stacking: volume.stacking,
      threshold: volume,
    })
  if (offered.length === 0) return none
  const best = offered.reduce<(typeof offered)[number] | null>(
    (most, each) => (each.stacking === 'best' && (!most || each.percent.gt(most.percent)) ? each : most),
    null,
  )
  return offered.map(({ stacking, ...discount }, index) => ({
    ...discount,
    applied: stacking === 'add' || offered[index] === best,
  }))
}

/** The greatest percent that the line reaches, of the contract's rules and of those of the list; of equal ones one that adds. */
function volumeDiscount(
  conditions: PriceConditions,
  product: ProductPrices,
  { found, quantity, inBase }: { found: Found; quantity: Decimal; inBase: Decimal },
): VolumeDiscount | null {
  const rules = volumeDiscountsFor(conditions, product, found)
  if (rules.length === 0) return null
  const amount = found.unitPrice.times(quantity)
  let best: VolumeDiscount | null = null
  for (const rule of rules) {
    if (rule.threshold.gt(rule.countedBy === 'sum' ? amount : inBase)) continue
    const more = best ? rule.percent.comparedTo(best.percent) : 1
    if (more > 0 || (more === 0 && rule.stacking === 'add' && best!.stacking === 'best')) best = rule
  }
  return best
}

/** The volume discounts that concern a product at a price found. */
export function volumeDiscountsFor(
  conditions: PriceConditions,
  product: ProductPrices,
  found: Found,
): readonly VolumeDiscount[] {
  const ofList = found.list?.volumeDiscounts ?? none
  if (conditions.volumeDiscounts.length === 0 && ofList.length === 0) return none
  const rules = [...conditions.volumeDiscounts, ...ofList]
  return rules.filter(
    ({ categoryId, brandId }) =>
      (categoryId === null || product.categories.has(categoryId)) &&
      (brandId === null || product.brandId === brandId),
  )
}

/** Percents of the discounts that count, added. */
export function percentOff(discounts: readonly Discount[]): Decimal {
  if (discounts.length === 0) return zero
  return sum(discounts.filter(({ applied }) => applied).map((discount) => discount.percent))
}

const hundredth = decimal('0.01')

/** Discounts that add up to everything leave nothing, not a negative price. */
export function less(price: Decimal, percent: Decimal): Decimal {
  return percent.gte(hundred) ? zero : price.times(hundred.minus(percent)).times(hundredth)
}
