import { findSubstitutes, getSubstitutes } from '@portal/api/analogs.ts'
import { explainOwnPrice as explainOwnPriceEndpoint, explainPrice } from '@portal/api/price-explanations.ts'
import { getCatalogue, getCategories, getFamily, getProduct, suggest } from '@portal/api/offer.ts'
import { explainStock as explainStockEndpoint } from '@portal/api/stock-display.ts'
import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { App } from '#kernel/app.ts'
import { buyerTerms, type Context, mount } from '#kernel/mount.ts'
import { cataloguePage } from './catalogue.ts'
import { categoryTree } from './categories.ts'
import { loadConditions } from './conditions.ts'
import { explainOffer } from './explain-offer.ts'
import { explainOwnPrice } from './explain-own-price.ts'
import { explainStock } from './explain-stock.ts'
import { family } from './family.ts'
import type { InCarts } from './items.ts'
import { productCard } from './product-card.ts'
import { mountProductFiles } from './product-files.ts'
import { noteEmptySearch } from './search-words/empty-searches.ts'
import { mountSearchWords } from './search-words/routes.ts'
import { mountSitemap } from './sitemap.ts'
import { substitutes } from './substitutes.ts'
import { suggestions } from './suggestions.ts'

/** The shop as each caller is offered it. `inCarts` comes from the carts, which stand above. */
export function mountShowcase(app: App, { inCarts }: { inCarts: InCarts }): void {
  const conditionsOf = (context: Context) => loadConditions(context.db, context.caller.terms, context)
  mount(app, getCategories, async ({ context }) => ({
    items: await categoryTree(context.db, await conditionsOf(context)),
  }))
  mount(app, getCatalogue, async ({ query, context }) => {
    const page = await cataloguePage(context.db, await conditionsOf(context), query, inCarts)
    if (isVain(query, page)) noteEmptySearch(context, query.search!)
    return page
  })
  mount(app, suggest, async ({ query, context }) =>
    suggestions(context.db, await conditionsOf(context), query.q, inCarts),
  )
  mount(app, getProduct, async ({ params, context }) =>
    productCard(context.db, await conditionsOf(context), params.slug, inCarts),
  )
  mount(app, getFamily, async ({ params, context }) =>
    family(context.db, await conditionsOf(context), params.slug, inCarts),
  )
  mount(app, findSubstitutes, async ({ body, context }) => ({
    found: await substitutes(context.db, await conditionsOf(context), body.wanted, inCarts),
  }))
  mount(app, getSubstitutes, async ({ params, context }) => {
    const [items] = await substitutes(context.db, await conditionsOf(context), [params], inCarts)
    // what is sold no more and has none, what others are offered, what never was: one answer
    if (items!.length === 0) throw new AppError('not_found')
    return { items: items! }
  })
  mount(app, explainOwnPriceEndpoint, async ({ params, query, context }) =>
    explainOwnPrice(context.db, buyerTerms(context), await conditionsOf(context), { ...params, ...query }),
  )
  mount(app, explainPrice, async ({ params, query, context }) =>
    explainOffer(context.db, { ...params, ...query }, context),
  )
  mount(app, explainStockEndpoint, ({ params, query, context }) =>
    explainStock(context.db, { ...params, ...query }, context),
  )
  mountSearchWords(app)
  mountProductFiles(app)
  mountSitemap(app)
}

/** Words alone that find nothing: what filters leave out says nothing about the words. */
function isVain(
  { search, category, filters, inStock, page }: ParsedOf<typeof getCatalogue>['query'],
  { total }: { total: number },
): boolean {
  return total === 0 && page === 1 && Boolean(search?.trim()) && !category && !filters && !inStock
}
