import {
  assignPriceList,
  createPriceList,
  getPriceList,
  pastePrices,
  removePrice,
  setPrice,
  unassignPriceList,
} from '@portal/api/price-lists.ts'
import { listPriceLists, listPrices, updatePriceList } from '@portal/api/terms.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { assign, unassign } from './assign-price-list.ts'
import { changePriceList } from './change-price-list.ts'
import { makePriceListByHand } from './create-price-list.ts'
import { pasteRows } from './paste-prices.ts'
import { type BesidePriceLists, priceListFor, priceListPage } from './price-lists.ts'
import { pricePage } from './prices.ts'
import { removePriceByHand, setPriceByHand } from './set-price.ts'

export function mountPricing(app: App, beside: BesidePriceLists): void {
  mount(app, listPriceLists, ({ query, context }) => priceListPage(context.db, beside, query))
  mount(app, getPriceList, ({ params, context }) => priceListFor(context.db, beside, params.priceListId))
  mount(app, createPriceList, async ({ body, context }) =>
    priceListFor(context.db, beside, await makePriceListByHand(context, body)),
  )
  mount(app, updatePriceList, async ({ params, body, context }) => {
    await changePriceList(context, params.priceListId, body)
    return priceListFor(context.db, beside, params.priceListId)
  })
  mount(app, listPrices, ({ params, query, context }) => pricePage(context, params.priceListId, query))
  mount(app, setPrice, ({ params, body, context }) => setPriceByHand(context, params.priceListId, body))
  mount(app, removePrice, async ({ params, query, context }) => {
    await removePriceByHand(context, params.priceListId, query)
    return {}
  })
  mount(app, pastePrices, async ({ params, body, context }) => ({
    rows: await pasteRows(context, params.priceListId, body.rows),
  }))
  mount(app, assignPriceList, async ({ params, body, context }) => {
    await assign(context, params.priceListId, body)
    return priceListFor(context.db, beside, params.priceListId)
  })
  mount(app, unassignPriceList, async ({ params, context }) => {
    await unassign(context, params.priceListId, params.assignmentId)
    return priceListFor(context.db, beside, params.priceListId)
  })
}
