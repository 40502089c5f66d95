import { event } from '#kernel/events.ts'

/** Prices of these products were set, in one batch of an import or by hand. */
export const pricesChanged = event<{ productIds: string[] }>('pricing.prices_changed')
