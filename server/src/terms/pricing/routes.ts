import {
  assignPriceList,
  createPriceList,
  getPriceList,
  pastePrices,
  removePrice,
  setPrice,
  unassignPriceList,
} from '@portal/api/price-lists.ts'
import { listFloorPrices, removeFloorPrice, setFloorPrice } from '@portal/api/floor-prices.ts'
import {
  copyPriceList,
  createRateSource,
  listExchangeRates,
  listRateSources,
  removeExchangeRate,
  setExchangeRate,
  setListVolumeDiscounts,
  setPriceListTerms,
} from '@portal/api/price-terms.ts'
import { listPriceLists, listPrices, updatePriceList } from '@portal/api/price-lists.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { assign, unassign } from './assign-price-list.ts'
import { changePriceList } from './change-price-list.ts'
import { copyList } from './copy-price-list.ts'
import { makePriceListByHand } from './create-price-list.ts'
import { floorFor, floorPage } from './floor-prices.ts'
import { setTermsOfList } from './list-terms.ts'
import { pasteRows } from './paste-prices.ts'
import { type BesidePriceLists, priceListFor, priceListPage } from './price-lists.ts'
import { pricePage } from './prices.ts'
import { rateSourceFor, rateSources, ratesOf } from './rate-sources.ts'
import { removeFloor, setFloor } from './set-floor-price.ts'
import { removePriceByHand, setPriceByHand } from './set-price.ts'
import { setVolumeDiscountsOfList } from './volume-discounts.ts'
import { addRateSource, removeRate, setRate } from './write-rates.ts'

export function mountPricing(app: App, beside: BesidePriceLists): void {
  mount(app, listPriceLists, ({ query, context }) => priceListPage(context, beside, query))
  mount(app, getPriceList, ({ params, context }) => priceListFor(context, beside, params.priceListId))
  mount(app, createPriceList, async ({ body, context }) =>
    priceListFor(context, beside, await makePriceListByHand(context, body)),
  )
  mount(app, updatePriceList, async ({ params, body, context }) => {
    await changePriceList(context, params.priceListId, body)
    return priceListFor(context, beside, params.priceListId)
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
    return priceListFor(context, beside, params.priceListId)
  })
  mount(app, unassignPriceList, async ({ params, context }) => {
    await unassign(context, params.priceListId, params.assignmentId)
    return priceListFor(context, beside, params.priceListId)
  })
  mount(app, setPriceListTerms, async ({ params, body, context }) => {
    await setTermsOfList(context, params.priceListId, body)
    return priceListFor(context, beside, params.priceListId)
  })
  mount(app, copyPriceList, async ({ params, body, context }) =>
    priceListFor(context, beside, await copyList(context, params.priceListId, body)),
  )
  mount(app, setListVolumeDiscounts, async ({ params, body, context }) => {
    await setVolumeDiscountsOfList(context, params.priceListId, body)
    return priceListFor(context, beside, params.priceListId)
  })
  mountRates(app)
  mountFloors(app)
}

function mountRates(app: App): void {
  mount(app, listRateSources, async ({ query, context }) => ({
    items: await rateSources(context, query.sellerId),
  }))
  mount(app, createRateSource, async ({ body, context }) =>
    rateSourceFor(context, await addRateSource(context, body)),
  )
  mount(app, listExchangeRates, ({ params, query, context }) =>
    ratesOf(context, params.rateSourceId, query.before),
  )
  mount(app, setExchangeRate, async ({ params, body, context }) => {
    await setRate(context, params.rateSourceId, body)
    return rateSourceFor(context, params.rateSourceId)
  })
  mount(app, removeExchangeRate, async ({ params, query, context }) => {
    await removeRate(context, params.rateSourceId, query.validFrom)
    return rateSourceFor(context, params.rateSourceId)
  })
}

function mountFloors(app: App): void {
  mount(app, listFloorPrices, ({ query, context }) => floorPage(context.db, query))
  mount(app, setFloorPrice, async ({ body, context }) => floorFor(context.db, await setFloor(context, body)))
  mount(app, removeFloorPrice, async ({ params, context }) => {
    await removeFloor(context, params.floorPriceId)
    return {}
  })
}
