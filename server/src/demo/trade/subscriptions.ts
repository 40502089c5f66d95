import { addDays, addMonths } from '../calendar.ts'
import type {
  DateText,
  DemoContract,
  DemoProduct,
  DemoStock,
  DemoSubscription,
  DemoUser,
} from '../demo-data.ts'
import { drawFor } from '../random.ts'

/** Nobody asks for more than this many things. */
const mostEach = 9
/** People of so many companies ask; more would say nothing new. */
const mostPeople = 24

/**
 * What buyers wait for: goods that have run out on the warehouses of their contract, the same ones often, since many look
 * for the same; now and then a price that is far below today's.
 */
export function* subscriptionsOf(given: {
  today: DateText
  products: Iterable<DemoProduct>
  stock: Iterable<DemoStock>
  contracts: readonly DemoContract[]
  users: Iterable<DemoUser>
}): Generator<DemoSubscription> {
  const { today } = given
  const wanted = [...given.products].filter(
    (product) => !product.discontinued && drawFor(`wanted:${product.key}`) < 0.06,
  )
  const keys = new Set(wanted.map(({ key }) => key))
  const there = new Set<string>()
  for (const { product, warehouse, onHand } of given.stock)
    if (keys.has(product) && Number(onHand) > 0) there.add(`${product} ${warehouse}`)
  let people = 0
  for (const { user, contract } of asking(given.users, given.contracts, today)) {
    if (people === mostPeople) return
    const absent = wanted.filter(
      (product) =>
        product.seller === contract.seller &&
        contract.warehouses.every((warehouse) => !there.has(`${product.key} ${warehouse}`)) &&
        drawFor(`asks:${user.key}:${product.key}`) < 0.6,
    )
    if (absent.length === 0) continue
    people += 1
    for (const product of absent.slice(0, mostEach)) yield subscription(user, contract, product, today)
  }
}

function* asking(
  users: Iterable<DemoUser>,
  contracts: readonly DemoContract[],
  today: DateText,
): Generator<{ user: DemoUser; contract: DemoContract }> {
  for (const user of users)
    for (const { company, role } of user.memberships) {
      const contract = contracts.find(
        (one) =>
          one.company === company &&
          one.specification.length === 0 &&
          one.validFrom <= today &&
          (one.validUntil === null || one.validUntil > today),
      )
      if (contract && (role === 'buyer' || role === 'director')) yield { user, contract }
    }
}

function subscription(
  user: DemoUser,
  contract: DemoContract,
  product: DemoProduct,
  today: DateText,
): DemoSubscription {
  const draw = drawFor(`subscription:${user.key}:${product.key}`)
  const askedOn = addDays(today, -1 - Math.floor(110 * draw))
  const kind = draw < 0.7 ? 'back_in_stock' : draw < 0.85 ? 'eta_set' : 'price_below'
  return {
    user: user.key,
    company: contract.company,
    contract: contract.key,
    product: product.key,
    kind,
    wantedQuantity:
      kind === 'back_in_stock' && draw > 0.2
        ? String(Number(product.step) * (2 + Math.floor(draw * 40)))
        : null,
    maxPrice: kind === 'price_below' ? (product.rawPrice * 0.4).toFixed(2) : null,
    askedAt: `${askedOn}T${String(6 + Math.floor(draw * 9)).padStart(2, '0')}:${String(Math.floor(draw * 59)).padStart(2, '0')}:00Z`,
    expiresOn: addMonths(askedOn, 6),
  }
}
