import type { FeedMapping, MappedColumn } from '@portal/api/feeds.ts'
import { z } from 'zod'
import type { Places } from './rules/parse-rows.ts'

const priceTarget = z.object({
  /** an own list; null = the source's list of this title */
  priceListId: z.string().nullable(),
  title: z.string(),
  currency: z.string(),
  includesVat: z.boolean(),
})
const stockTarget = z.object({ warehouseId: z.string().nullable(), title: z.string() })

/** Where prices and stocks of a file go, in the order of the arrays of its rows. */
export const feedTargets = z.object({ prices: z.array(priceTarget), stocks: z.array(stockTarget) })
export type FeedTargets = z.infer<typeof feedTargets>

/** The source's own key of a list or warehouse that a column's title names. */
export function priceKey(target: FeedTargets['prices'][number]): string {
  return `${target.title.trim().toLowerCase()} ${target.currency.toLowerCase()}`
}
export function stockKey(target: FeedTargets['stocks'][number]): string {
  return target.title.trim().toLowerCase()
}

/** Columns of all sheets that go to one list or warehouse share a place. */
export function targetsOf(mapping: FeedMapping): { targets: FeedTargets; places: Places } {
  const prices = new Map<string, FeedTargets['prices'][number]>()
  const stocks = new Map<string, FeedTargets['stocks'][number]>()
  for (const { columns } of mapping.sheets.filter(({ use }) => use))
    for (const column of columns) {
      if (column.role === 'price' && !prices.has(priceId(column)))
        prices.set(priceId(column), priceOf(column))
      if (column.role === 'stock' && !stocks.has(stockId(column)))
        stocks.set(stockId(column), { warehouseId: column.warehouseId, title: column.title || 'Склад' })
    }
  const priceIds = [...prices.keys()]
  const stockIds = [...stocks.keys()]
  return {
    targets: { prices: [...prices.values()], stocks: [...stocks.values()] },
    places: {
      price: (column) => priceIds.indexOf(priceId(column)),
      stock: (column) => stockIds.indexOf(stockId(column)),
      prices: priceIds.length,
      stocks: stockIds.length,
    },
  }
}

function priceOf(column: MappedColumn): FeedTargets['prices'][number] {
  return {
    priceListId: column.priceListId,
    title: column.title || 'Цена',
    currency: column.currency ?? 'RUB',
    includesVat: column.includesVat ?? true,
  }
}

const priceId = (column: MappedColumn) => column.priceListId ?? priceKey(priceOf(column))
const stockId = (column: MappedColumn) => column.warehouseId ?? (column.title || 'Склад').trim().toLowerCase()
