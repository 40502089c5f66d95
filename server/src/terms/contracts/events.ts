import { event } from '#kernel/events.ts'

/** The terms of a contract, its assortment or its fixed prices have changed; what its buyers are offered may be another. */
export const contractsChanged = event<{ contractId: string }>('contracts.changed')
