import {
  downloadDemand,
  endByLetter as endByLetterEndpoint,
  endSubscriptions as endSubscriptionsEndpoint,
  extendSubscriptions as extendSubscriptionsEndpoint,
  getSubscriptionLetter,
  listDemand,
  listSubscribedProducts,
  listSubscriptions,
  listWaitingBuyers,
  subscribe as subscribeEndpoint,
} from '@portal/api/subscriptions.ts'
import type { App } from '#kernel/app.ts'
import { mount, mountFile } from '#kernel/mount.ts'
import { demand, waitingBuyers } from './demand.ts'
import { demandFile } from './demand-file.ts'
import { endByLetter, endSubscriptions, extendSubscriptions } from './end-subscriptions.ts'
import { letterOfLink, mySubscriptions, subscribedProducts } from './queries.ts'
import { subscribe } from './subscribe.ts'

/** Subscriptions of buyers, the link in their letters, and what the supplier learns from them (function 13). */
export function mountSubscriptions(app: App): void {
  mount(app, listSubscriptions, ({ query, context }) => mySubscriptions(context, query))
  mount(app, listSubscribedProducts, ({ context }) => subscribedProducts(context))
  mount(app, subscribeEndpoint, ({ body, context }) => subscribe(context, body))
  mount(app, extendSubscriptionsEndpoint, async ({ body, context }) => ({
    expiresAt: (await extendSubscriptions(context, body.ids)).toISOString(),
  }))
  mount(app, endSubscriptionsEndpoint, async ({ body, context }) => ({
    ended: await endSubscriptions(context, body.ids),
  }))
  mount(app, getSubscriptionLetter, ({ params, context }) => letterOfLink(context.db, params.token))
  mount(app, endByLetterEndpoint, async ({ params, body, context }) => ({
    ended: await endByLetter(context, params.token, body.ids),
  }))
  mount(app, listDemand, ({ query, context }) => demand(context, query))
  mount(app, listWaitingBuyers, ({ params, context }) => waitingBuyers(context, params.productId))
  mountFile(app, downloadDemand, ({ params, query, context }) => demandFile(context, params.kind, query))
}
