import { getShipmentCalendar } from '@portal/api/shipment-calendar.ts'
import {
  createShipment,
  listOrderShipments,
  listOrderShipmentsAsOperator,
  listShipments,
  removeShipment,
  updateShipment,
} from '@portal/api/shipments.ts'
import { sql } from 'kysely'
import type { App } from '#kernel/app.ts'
import { buyerTerms, mount } from '#kernel/mount.ts'
import { buyerScope } from '#src/trade/orders/public.ts'
import { shipmentCalendar } from './calendar.ts'
import { leftOfOrder, shipmentNamed, shipmentPage, shipmentsOfOrder } from './queries.ts'
import { changeShipment, pack, unpack } from './write-shipment.ts'

/** What is on its way to buyers. */
export function mountShipments(app: App): void {
  mount(app, listShipments, ({ query, context }) => shipmentPage(context, query))
  mount(app, getShipmentCalendar, ({ query, context }) => shipmentCalendar(context, query))
  mount(app, listOrderShipments, async ({ params, context }) => ({
    items: await shipmentsOfOrder(
      context.db,
      params.orderId,
      buyerScope(context.caller, buyerTerms(context)),
    ),
  }))

  mount(app, listOrderShipmentsAsOperator, async ({ params, context }) => ({
    items: await shipmentsOfOrder(context.db, params.orderId, sql<boolean>`true`),
    left: await leftOfOrder(context.db, params.orderId),
  }))
  mount(app, createShipment, async ({ params, body, context }) =>
    shipmentNamed(context.db, await pack(context, params.orderId, body)),
  )
  mount(app, updateShipment, async ({ params, body, context }) => {
    await changeShipment(context, params.shipmentId, body)
    return shipmentNamed(context.db, params.shipmentId)
  })
  mount(app, removeShipment, async ({ params, context }) => {
    await unpack(context, params.shipmentId)
    return {}
  })
}
