import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { pairKey, type PersonTerms, termsOfPeople } from '#src/terms/contexts/public.ts'
import { type Conditions, loadConditions } from '#src/offer/showcase/public.ts'
import { arrivalsOfChoice, productsOfChoice } from './choice.ts'
import { isTrue, look } from './comes-true.ts'
import { seenProducts, seesGoodsUnder, seesPricesUnder } from './seen.ts'
import { type DueSubscription, keepFired, keepLooked, lockDue, type Looked } from './store.ts'

/** How many are looked at in one transaction: a choice may hold a thousand products. */
const chunk = { product: 200, choice: 10 }

/** Without any event everything is looked at once in so many minutes: policies and dates change silently. */
export const lookEveryMinutes = 60

/**
 * Looks at one chunk of what is due and writes down what came true, in one transaction; answers how many were looked at.
 * A job that dies between chunks goes on where it stopped.
 */
export async function watchChunk(db: Db, of: 'product' | 'choice', now: Date): Promise<number> {
  return transaction(db, async (tx) => {
    const due = await lockDue(tx, of, chunk[of], now)
    if (due.length === 0) return 0
    const members = await termsOfPeople(tx, due.map(pairOf), now)
    const looked: Looked[] = []
    const fired: { subscriptionId: string; productId: string }[] = []
    for (const group of byContract(due)) {
      const terms = group.flatMap((one) => members.get(pairKey(pairOf(one))) ?? [])[0]?.terms
      const seen = terms
        ? await lookUnder(tx, await loadConditions(tx, terms, { now, language: 'ru' }), group, members)
        : new Map<string, ReadonlyMap<string, boolean | null>>()
      for (const one of group) {
        const products = seen.get(one.id) ?? new Map<string, boolean | null>()
        // a new arrival waits for nothing: that it was not told of before is all
        const found = look(one.kind === 'new_arrival' ? [...products.keys()] : one.waiting, products)
        looked.push({ id: one.id, waiting: found.waiting })
        fired.push(...found.fired.map((productId) => ({ subscriptionId: one.id, productId })))
      }
    }
    await keepFired(tx, inOrderOfAsking(due, fired), now)
    await keepLooked(tx, looked, new Date(now.getTime() + lookEveryMinutes * 60_000))
    return due.length
  })
}

const pairOf = (one: DueSubscription) => ({ userId: one.user_id, contractId: one.contract_id })

function byContract(due: readonly DueSubscription[]): DueSubscription[][] {
  return [...Map.groupBy(due, (one) => one.contract_id).values()]
}

function inOrderOfAsking<T extends { subscriptionId: string }>(
  due: readonly DueSubscription[],
  fired: readonly T[],
): T[] {
  const askedAt = new Map(due.map((one) => [one.id, one.created_at.getTime()]))
  return fired.toSorted((a, b) => askedAt.get(a.subscriptionId)! - askedAt.get(b.subscriptionId)!)
}

/** What is so, by subscription and product, under one contract. Two queries for single products, whatever their number. */
async function lookUnder(
  tx: Tx,
  conditions: Conditions,
  group: readonly DueSubscription[],
  members: ReadonlyMap<string, PersonTerms>,
): Promise<Map<string, Map<string, boolean | null>>> {
  const found = new Map<string, Map<string, boolean | null>>()
  const mine = group.filter((one) => {
    const member = members.get(pairKey(pairOf(one)))
    return member !== undefined && seesGoodsUnder(member)
  })
  const products = new Map<string, readonly string[]>()
  for (const one of mine)
    products.set(one.id, one.product_id ? [one.product_id] : await chosenProducts(tx, conditions, one))
  const seen = await seenProducts(
    tx,
    conditions,
    [...products.values()].flat(),
    mine.some((one) => one.kind === 'price_below'),
  )
  for (const one of mine) {
    const asked = {
      kind: one.kind,
      wantedQuantity: one.wanted_quantity === null ? null : decimal(one.wanted_quantity),
      maxPrice: one.max_price === null ? null : decimal(one.max_price),
    }
    const prices = seesPricesUnder(members.get(pairKey(pairOf(one)))!.terms)
    const so = products.get(one.id)!.flatMap((productId): [string, boolean | null][] => {
      const item = seen.get(productId)
      return item ? [[productId, isTrue(asked, item, prices)]] : []
    })
    found.set(one.id, new Map(so))
  }
  return found
}

/** A choice that has grown too wide to be looked at is left alone; the list says that it is inactive. */
async function chosenProducts(tx: Tx, conditions: Conditions, one: DueSubscription): Promise<string[]> {
  const choice = { categoryId: one.category_id, filters: one.filters }
  return one.kind === 'new_arrival'
    ? arrivalsOfChoice(tx, conditions, choice, { id: one.id, since: one.created_at })
    : ((await productsOfChoice(tx, conditions, choice)) ?? [])
}
