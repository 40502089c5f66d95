import {
  cancelWaiting,
  cancelWaitingAsOperator,
  declineCancellation,
  getQueue,
  listWaitedProducts,
  moveAllocation,
} from '@portal/api/absent-goods.ts'
import { findLookAlikes, submitCart } from '@portal/api/carts.ts'
import {
  cancelOrder,
  cancelOrderAsOperator,
  changeOrderLine,
  confirmOrder,
  getHome,
  getOrder,
  getOrderAsOperator,
  getPurchases,
  getToday,
  listOrders as listOrdersEndpoint,
  listOrdersAsOperator,
  repeatOrder,
} from '@portal/api/orders.ts'
import { downloadOrderPapers } from '@portal/api/order-papers.ts'
import { receivePrepayment, takeBackPrepayment } from '@portal/api/prepayment.ts'
import type { App } from '#kernel/app.ts'
import { buyerTerms, mount, mountFile, type Context } from '#kernel/mount.ts'
import { buyerScope, operatorAbilities, operatorScope } from './access.ts'
import { cancelAsBuyer, cancelAsOperator, changeLineAsOperator, confirm } from './change-order.ts'
import * as waiting from './cancel-waiting.ts'
import { homeOf, todayOf } from './home.ts'
import { orderOfBuyer } from './order-of-buyer.ts'
import { lookAlikesOf } from './look-alikes.ts'
import { orderPapers } from './order-papers.ts'
import { purchasesOf } from './purchases.ts'
import * as prepayment from './mark-prepayment.ts'
import { moveByHand } from './move-allocation.ts'
import { listOrders, orderView } from './queries.ts'
import { repeat } from './repeat-order.ts'
import { submit } from './submit-cart.ts'
import { queueOf, waitedPage } from './waiting-goods.ts'

export function mountOrders(app: App): void {
  mount(app, submitCart, ({ params, body, context }) => submit(context, params.cartId, body))
  mount(app, findLookAlikes, ({ params, context }) => lookAlikesOf(context, params.cartId))
  mount(app, getHome, ({ context }) => homeOf(context))
  mount(app, listOrdersEndpoint, ({ query, context }) =>
    listOrders(context.db, buyerScope(context.caller, buyerTerms(context)), query),
  )
  mount(app, getPurchases, ({ params, context }) => purchasesOf(context, params.productId))
  mount(app, getOrder, ({ params, context }) => orderOfBuyer(context, params.orderId))
  mountFile(app, downloadOrderPapers, ({ params, context }) =>
    orderPapers(context, app.files, params.orderId),
  )
  mount(app, repeatOrder, ({ params, context }) => repeat(context, params.orderId))
  mount(app, cancelOrder, async ({ params, body, context }) => {
    await orderOfBuyer(context, params.orderId)
    await cancelAsBuyer(context, params.orderId, buyerTerms(context).companyId, body.reason ?? null)
    return orderOfBuyer(context, params.orderId)
  })

  mount(app, getToday, ({ context }) => todayOf(context))
  mount(app, listOrdersAsOperator, ({ query, context }) =>
    listOrders(context.db, operatorScope, {
      ...query,
      managerId: query.mine ? context.caller.user?.id : undefined,
    }),
  )
  mount(app, getOrderAsOperator, ({ params, context }) => ofOperator(context, params.orderId))
  mount(app, confirmOrder, async ({ params, context }) => {
    await confirm(context, params.orderId)
    return ofOperator(context, params.orderId)
  })
  mount(app, cancelOrderAsOperator, async ({ params, body, context }) => {
    await cancelAsOperator(context, params.orderId, body.reason ?? null)
    return ofOperator(context, params.orderId)
  })
  mount(app, changeOrderLine, async ({ params, body, context }) => {
    await changeLineAsOperator(context, params.orderId, params.lineId, body)
    return ofOperator(context, params.orderId)
  })

  mount(app, cancelWaiting, async ({ params, body, context }) => {
    const { lines } = await orderOfBuyer(context, params.orderId)
    const masked = lines.find((line) => line.id === params.lineId)?.confirms ?? false
    const { companyId } = buyerTerms(context)
    await waiting.cancelAsBuyer(context, companyId, { ...params, quantity: body.quantity, masked })
    return orderOfBuyer(context, params.orderId)
  })
  mount(app, cancelWaitingAsOperator, async ({ params, body, context }) => {
    await waiting.cancelAsOperator(context, { ...params, quantity: body.quantity })
    return ofOperator(context, params.orderId)
  })
  mount(app, declineCancellation, async ({ params, context }) => {
    await waiting.decline(context, params.orderId, params.lineId)
    return ofOperator(context, params.orderId)
  })
  mount(app, receivePrepayment, async ({ params, body, context }) => {
    await prepayment.receive(context, params.orderId, body.amount)
    return ofOperator(context, params.orderId)
  })
  mount(app, takeBackPrepayment, async ({ params, context }) => {
    await prepayment.takeBack(context, params.orderId)
    return ofOperator(context, params.orderId)
  })
  mount(app, listWaitedProducts, ({ query, context }) => waitedPage(context, query))
  mount(app, getQueue, ({ params, context }) => queueOf(context, params.productId))
  mount(app, moveAllocation, async ({ params, body, context }) => {
    await moveByHand(context, params.productId, body)
    return queueOf(context, params.productId)
  })
}

function ofOperator(context: Context, orderId: string) {
  return orderView(context.db, operatorScope, orderId, operatorAbilities)
}
