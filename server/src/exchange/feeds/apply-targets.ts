import { importWarehouses, mappedWarehouses } from '#src/goods/inventory/public.ts'
import { importPriceLists, mappedPriceLists } from '#src/terms/pricing/public.ts'
import type { Applying } from './apply-import.ts'
import { priceKey, stockKey, type FeedTargets } from './targets.ts'

/** Price lists and warehouses in the order of the arrays of the staged rows. */
export interface ReadyTargets {
  lists: { id: string }[]
  warehouses: { id: string }[]
}

/** Two lists of one title are told apart by their currencies. */
function nameOf(
  target: FeedTargets['prices'][number],
  all: FeedTargets['prices'],
  sourceName: string,
): string {
  const twins = all.filter(({ title }) => title === target.title)
  return `${sourceName}: ${target.title}${twins.length > 1 ? `, ${target.currency}` : ''}`.slice(0, 200)
}

/** Makes the lists and warehouses that columns name by their titles, and finds the others. */
export async function prepareTargets(
  { tx, source, report, now }: Applying,
  targets: FeedTargets,
): Promise<ReadyTargets> {
  const known = await mappedPriceLists(tx, source.key)
  const named = targets.prices.filter((one) => one.priceListId === null)
  const lists = await importPriceLists(
    tx,
    source.key,
    { id: source.sellerId, pricesIncludeVat: source.settings.includesVat },
    named.map((one) => ({
      externalId: priceKey(one),
      // a list that is there keeps the name that the operator may have given it
      name: known.has(priceKey(one)) ? null : nameOf(one, named, source.name),
      currency: one.currency,
      includesVat: one.includesVat,
      deleted: false,
    })),
    now,
  )
  if (lists.length > 0) report.read('priceType', lists.length)
  for (const outcome of lists) report.done('priceType', outcome)
  const stores = targets.stocks.filter((one) => one.warehouseId === null)
  const knownStores = await mappedWarehouses(tx, source.key)
  const made = await importWarehouses(
    tx,
    source.key,
    stores
      .filter((one) => !knownStores.has(stockKey(one)))
      .map((one) => ({ externalId: stockKey(one), name: one.title, address: undefined, deleted: false })),
  )
  if (made.length > 0) report.read('warehouse', made.length)
  for (const outcome of made) report.done('warehouse', outcome)
  const listIds = await mappedPriceLists(tx, source.key)
  const storeIds = await mappedWarehouses(tx, source.key)
  return {
    lists: targets.prices.map((one) => ({ id: one.priceListId ?? listIds.get(priceKey(one))!.id })),
    warehouses: targets.stocks.map((one) => ({ id: one.warehouseId ?? storeIds.get(stockKey(one))! })),
  }
}
