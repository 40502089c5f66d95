import { event } from '#kernel/events.ts'

/** Stock of these products was set by one batch of an import, or by hand. */
export const stockChanged = event<{ productIds: string[] }>('inventory.stock_changed')

/** Lots of these products were added, moved, received, given up or became overdue; one event per batch. */
export const lotsChanged = event<{ productIds: string[] }>('inventory.lots_changed')
