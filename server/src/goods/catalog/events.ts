import { event } from '#kernel/events.ts'

/** One batch of an import made these products. */
export const productsAdded = event<{ productIds: string[] }>('catalog.products_added')
