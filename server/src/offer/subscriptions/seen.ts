import type { Db } from '#kernel/db.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { PersonTerms } from '#src/terms/contexts/public.ts'
import type { OfferItem } from '@portal/api/offer.ts'
import { type Conditions, itemsOf, loadOffered } from '#src/offer/showcase/public.ts'

/** Nobody looks at carts from here. */
const noCarts = async () => new Map<string, never>()

/**
 * Products as the buyer of these conditions is offered them now, masked and priced; one that he is not offered is absent.
 * Prices are asked for only where somebody needs them: they cost two queries.
 */
export async function seenProducts(
  db: Db,
  conditions: Conditions,
  productIds: readonly string[],
  withPrices: boolean,
): Promise<Map<string, OfferItem>> {
  if (productIds.length === 0) return new Map()
  const offered = await loadOffered(db, conditions, [...new Set(productIds)])
  const items = withPrices
    ? await itemsOf(db, conditions, [...offered.values()], noCarts)
    : [...offered.values()].map(({ item }) => item)
  return new Map(items.map((item) => [item.productId, item]))
}

export function seesPricesUnder(terms: BuyerTerms): boolean {
  return terms.permissions.has('prices.view')
}

/** May the goods of the contract be told of at all? Of one that is not in force nothing comes by itself. */
export function seesGoodsUnder({ contractState, terms }: PersonTerms): boolean {
  return contractState === 'in_force' && terms.permissions.has('catalogue.view')
}
