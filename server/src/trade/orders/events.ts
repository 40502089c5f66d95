import { event } from '#kernel/events.ts'

export const ordersPlaced = event<{ orderId: string; companyId: string }>('orders.placed')
export const ordersConfirmed = event<{ orderId: string; companyId: string }>('orders.confirmed')
export const ordersChanged = event<{ orderId: string; companyId: string }>('orders.changed')
/** Something of an order has gone; `shipment` is the number of what it went with, null: an ERP's mark named none. */
export const ordersShipped = event<{ orderId: string; companyId: string; shipment: string | null }>(
  'orders.shipped',
)
export const ordersCancelled = event<{ orderId: string; companyId: string }>('orders.cancelled')

/** What waits for these goods is less, or stock of them was given back: others may be served. */
export const goodsFreed = event<{ productIds: string[] }>('orders.goods_freed')

/** Lines that got goods which have come, or whose promised date has moved; one event per batch of stock or lots. */
export const ordersServed = event<{ lineIds: string[] }>('orders.served')
