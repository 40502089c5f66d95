import { idKey } from './external-id.ts'
import type { CommerceMlRecord } from './records.ts'

/** How many of what a file holds; keys without any are absent. */
export type RecordTotals = Partial<
  Record<
    | 'groups'
    | 'properties'
    | 'price_types'
    | 'warehouses'
    | 'pictures'
    | 'products'
    | 'products_deleted'
    | 'distinct_product_ids'
    | 'prices'
    | 'offers'
    | 'distinct_offer_ids'
    | 'offers_of_variants'
    | 'order_lines'
    | 'documents'
    | 'problems_fatal'
    | 'problems_skipped'
    | 'problems_warning',
    number
  >
>

/** Counts what a reader yields. It remembers every id of goods, so it is for checks and tests, not for imports. */
export async function countRecords(records: AsyncIterable<CommerceMlRecord>): Promise<RecordTotals> {
  const totals: RecordTotals = {}
  const products = new Set<string>()
  const offers = new Set<string>()
  const add = (key: keyof RecordTotals, count = 1) => {
    if (count > 0) totals[key] = (totals[key] ?? 0) + count
  }
  for await (const record of records) {
    switch (record.kind) {
      case 'group':
        add('groups')
        break
      case 'property':
        add('properties')
        break
      case 'priceType':
        add('price_types')
        break
      case 'warehouse':
        add('warehouses')
        break
      case 'product':
        add('products')
        if (record.deleted) add('products_deleted')
        add('pictures', record.pictures?.length ?? 0)
        products.add(idKey(record.id))
        break
      case 'offer':
        add('offers')
        if (record.characteristicId !== null) add('offers_of_variants')
        add('prices', record.prices?.length ?? 0)
        offers.add(idKey(record.id))
        break
      case 'document':
        add('documents')
        add('order_lines', record.lines?.length ?? 0)
        break
      case 'problem':
        add(`problems_${record.severity}`)
        break
    }
  }
  add('distinct_product_ids', products.size)
  add('distinct_offer_ids', offers.size)
  return totals
}
