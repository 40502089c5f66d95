import { addDays } from '../calendar.ts'
import type { DateText, DemoCompany, DemoContract, DemoOrder, DemoProduct, DemoSeller } from '../demo-data.ts'
import { randomFor } from '../random.ts'
import { assortmentOf } from '../terms/contracts.ts'
import type { PriceListRule } from '../terms/prices.ts'
import { buyingStyles } from './buying-styles.ts'
import { inSteps, typicalQuantity } from './habits.ts'
import { orderOf } from './orders.ts'
import type { OrderTerms } from './orders.ts'
import { HISTORY_DAYS, planOrders } from './planned-orders.ts'
import type { PlannedOrder } from './planned-orders.ts'
import { priceFinder } from './pricing.ts'

const FIRST_NUMBER = 10_001

export interface HistorySource {
  today: DateText
  sellers: DemoSeller[]
  priceLists: PriceListRule[]
  contracts: DemoContract[]
  companyOf: (key: string) => DemoCompany
  /** Products that buyers choose from. */
  shelf: DemoProduct[]
  /** Orders beside those of the companies with a story. */
  extraOrders: number
}

/** All orders by the day of their placing; a further company's order is made only when its turn comes. */
export function* orderHistory(source: HistorySource): Generator<DemoOrder> {
  const { today, contracts, shelf } = source
  const byKey = new Map(contracts.map((contract) => [contract.key, contract]))
  const planned: (PlannedOrder | { date: DateText; extra: number })[] = buyingStyles.flatMap((style) =>
    planOrders(style, shelf.filter(assortmentOf(byKey.get(style.contract)!)), today),
  )
  for (let i = 0; i < source.extraOrders; i++) {
    planned.push({ date: addDays(today, -randomFor(`extra-day:${i}`).int(0, HISTORY_DAYS)), extra: i })
  }
  planned.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))

  const storied = new Set(buyingStyles.map((style) => style.contract))
  const further = contracts.filter((contract) => !storied.has(contract.key))
  const terms = new Map<string, OrderTerms>()
  for (const [i, entry] of planned.entries()) {
    const order = 'extra' in entry ? extraOrder(entry.extra, entry.date, further, shelf) : entry
    const contract = byKey.get(order.contract)!
    let known = terms.get(contract.key)
    if (!known) {
      known = {
        company: source.companyOf(contract.company),
        contract,
        vatRegime: source.sellers.find((seller) => seller.key === contract.seller)!.vatRegime,
        priceOf: priceFinder(contract, source.priceLists, today),
      }
      terms.set(contract.key, known)
    }
    yield orderOf(order, known, FIRST_NUMBER + i, today)
  }
}

function extraOrder(
  i: number,
  date: DateText,
  contracts: DemoContract[],
  shelf: DemoProduct[],
): PlannedOrder {
  const random = randomFor(`extra:${i}`)
  const contract = random.pick(contracts)
  const goods = random.sample(shelf, random.int(12, 30)).filter(assortmentOf(contract))
  return {
    contract: contract.key,
    date,
    author: `buyer-${contract.company}`,
    origin: random.chance(0.8) ? 'portal' : 'erp',
    comment: null,
    wanted: goods.map((product) => ({
      product,
      quantity: inSteps(typicalQuantity(product, 4_000 * (0.2 + random.next())), product),
    })),
  }
}
