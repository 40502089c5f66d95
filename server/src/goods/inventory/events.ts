import { event } from '#kernel/events.ts'

/** Stock of these products was set by one batch of an import, or by hand. */
export const stockChanged = event<{ productIds: string[] }>('inventory.stock_changed')
