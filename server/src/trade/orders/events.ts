import { event } from '#kernel/events.ts'

export const ordersPlaced = event<{ orderId: string; companyId: string }>('orders.placed')
export const ordersConfirmed = event<{ orderId: string; companyId: string }>('orders.confirmed')
export const ordersChanged = event<{ orderId: string; companyId: string }>('orders.changed')
export const ordersCancelled = event<{ orderId: string; companyId: string }>('orders.cancelled')
