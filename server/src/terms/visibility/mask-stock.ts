import type { ShownStock } from '@portal/api/offer.ts'
import { type Decimal, isPositive, sum, wireQuantity, zero } from '#kernel/money.ts'
import type { Display, StockPolicies, StockPolicy } from './policies.ts'

export interface WarehouseStock {
  warehouseId: string
  name: string
  /** base units that are free */
  available: Decimal
}

export interface MaskedStock {
  total: ShownStock
  warehouses: { warehouseId: string; name: string; stock: ShownStock }[]
  /** may a message name how much is there? Only where every figure behind it is shown exactly (law 5) */
  numberMayBeTold: boolean
  /** the strictest policy behind the total: its thresholds say what a level means */
  policy: StockPolicy
  /** nothing of the stock is hidden, so that the total is the whole of it */
  complete: boolean
}

/** The only place where stock becomes something to show. Quantities in base units. */
export function maskStock(
  policies: StockPolicies,
  categories: ReadonlySet<string>,
  stocks: readonly WarehouseStock[],
): MaskedStock {
  const whole = policies.of(categories, null)
  const each = stocks.map((stock) => ({ ...stock, policy: policies.of(categories, stock.warehouseId) }))
  const shown = each.filter(({ policy }) => policy.display !== 'hidden')
  // a sum must not tell what one of its parts hides
  const strictest = shown.reduce((policy, next) => stricter(policy, next.policy), whole)
  const total =
    stocks.length > 0 && shown.length === 0
      ? show({ ...whole, display: 'hidden' }, zero)
      : show(strictest, sum(shown.map((stock) => stock.available)))
  return {
    total,
    warehouses:
      whole.display === 'hidden'
        ? []
        : shown.map(({ warehouseId, name, available, policy }) => ({
            warehouseId,
            name,
            stock: show(policy, available),
          })),
    numberMayBeTold: strictest.display === 'exact' && shown.length === each.length,
    policy: strictest,
    complete: whole.display !== 'hidden' && shown.length === each.length,
  }
}

/** What a quantity looks like under a policy. */
export function show(policy: StockPolicy, quantity: Decimal): ShownStock {
  const { display } = policy
  const nothing = !isPositive(quantity)
  const shown: ShownStock = { display, level: null, quantity: null, over: false }
  switch (display) {
    case 'exact':
      return { ...shown, level: level(policy, quantity), quantity: wireQuantity(nothing ? zero : quantity) }
    case 'capped': {
      const over = quantity.gt(policy.cap)
      return {
        ...shown,
        level: nothing ? 'none' : 'yes',
        quantity: wireQuantity(over ? policy.cap : quantity),
        over,
      }
    }
    case 'bands':
      return { ...shown, level: level(policy, quantity) }
    case 'yes_no':
      return { ...shown, level: nothing ? 'none' : 'yes' }
    case 'hidden':
      return shown
  }
}

function level(policy: StockPolicy, quantity: Decimal): ShownStock['level'] {
  if (!isPositive(quantity)) return 'none'
  if (quantity.lt(policy.fewBelow)) return 'few'
  return quantity.gte(policy.manyFrom) ? 'many' : 'some'
}

const strictness: readonly Display[] = ['exact', 'capped', 'bands', 'yes_no', 'hidden']

function stricter(one: StockPolicy, other: StockPolicy): StockPolicy {
  return strictness.indexOf(other.display) > strictness.indexOf(one.display) ? other : one
}
