import type { PriceFileColumn } from '@portal/api/price-file-settings.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, one } from '#kernel/money.ts'
import {
  type Conditions,
  type LinePrice,
  loadOffered,
  type Offered,
  priceLines,
  selectOffered,
  type SelectedProduct,
} from '#src/offer/showcase/public.ts'
import { categoryPlaces, type CategoryPlace } from './categories.ts'
import { markedUp, type MarkUpRules, percentOf, withVat } from './mark-up.ts'
import { productFacts, type ProductFacts } from './product-facts.ts'
import { type ReadSettings, rulesOf } from './settings.ts'

/** A product as a price list file tells it. What its owner hides is not in it: no format can leak what it is not given. */
export interface FileRow {
  offered: Offered
  /** null where no column and no format asks for them */
  facts: ProductFacts | null
  category: CategoryPlace | null
  /** what the file says it costs; null = on request */
  price: Decimal | null
  nextTier: { minQuantity: Decimal; price: Decimal } | null
  /** both null where the purchase price is hidden */
  purchasePrice: Decimal | null
  basePrice: Decimal | null
}

/** Products whose conditions, prices and facts are asked for at once. */
const portion = 1000

export interface FileRows {
  /** products chosen */
  total: number
  /** those that the products stand in and all above them, as the tree is read */
  categories: readonly CategoryPlace[]
  portions(onPortion?: (done: number) => Promise<void>): AsyncGenerator<FileRow[]>
}

/**
 * The rows of a file under the conditions of a buyer, by category and name: chosen by the offer, priced and masked by it,
 * a portion at a time.
 */
export async function fileRows(
  db: Db,
  conditions: Conditions & { terms: BuyerTerms },
  settings: ReadSettings,
  limit?: number,
): Promise<FileRows> {
  const categories = await categoryPlaces(db, conditions)
  const selected = await selectOffered(db, conditions, settings.scope, limit)
  const order = ({ categoryId }: SelectedProduct) =>
    (categoryId === null ? undefined : categories.get(categoryId)?.order) ?? categories.size
  // by name already; sorting is stable
  selected.sort((a, b) => order(a) - order(b))
  return {
    total: selected.length,
    categories: usedCategories(selected, categories),
    async *portions(onPortion) {
      const read = (from: number) =>
        rowsOf(db, conditions, settings, selected.slice(from, from + portion), categories)
      let next = selected.length > 0 ? read(0) : null
      for (let from = 0; next; from += portion) {
        const rows = await next
        // the database finds the next portion while this one is written
        next = from + portion < selected.length ? read(from + portion) : null
        // who stops here waits for nothing; who goes on hears of it above
        next?.catch(() => undefined)
        yield rows
        await onPortion?.(Math.min(from + portion, selected.length))
      }
    },
  }
}

function usedCategories(
  selected: readonly SelectedProduct[],
  categories: ReadonlyMap<string, CategoryPlace>,
): CategoryPlace[] {
  const used = new Set(selected.map(({ categoryId }) => categoryId))
  const shown = new Set([...used].flatMap((id) => (id === null ? [] : (categories.get(id)?.path ?? []))))
  return [...categories.values()].filter(({ id }) => shown.has(id))
}

async function rowsOf(
  db: Db,
  conditions: Conditions & { terms: BuyerTerms },
  settings: ReadSettings,
  selected: readonly SelectedProduct[],
  categories: ReadonlyMap<string, CategoryPlace>,
): Promise<FileRow[]> {
  const ids = selected.map(({ id }) => id)
  const [offered, facts] = await Promise.all([
    loadOffered(db, conditions, ids),
    needsFacts(settings) ? productFacts(db, ids) : new Map<string, ProductFacts>(),
  ])
  const shown = selected.flatMap((product) => {
    const found = offered.get(product.id)
    return found ? [{ product, found }] : []
  })
  const prices = await priceLines(
    db,
    conditions.terms,
    shown.map(({ found }) => ({
      productId: found.productId,
      packagingId: baseUnit,
      quantity: found.minQuantity ?? found.step ?? one,
    })),
    conditions,
  )
  const rules = settings.markUp && rulesOf(settings.markUp)
  return shown.map(({ product, found }, place) => {
    const category = (product.categoryId !== null && categories.get(product.categoryId)) || null
    return {
      offered: found,
      facts: facts.get(product.id) ?? null,
      category,
      ...pricesOf(prices[place]!, { settings, rules, product, found, category }),
    }
  })
}

/** YML tells products apart by their numbers. */
function needsFacts({ format, columns }: ReadSettings): boolean {
  const asking: readonly PriceFileColumn[] = ['manufacturer_code', 'barcode', 'country']
  return format === 'yml' || columns.some((column) => asking.includes(column))
}

interface Marked {
  settings: ReadSettings
  rules: MarkUpRules | null
  product: SelectedProduct
  found: Offered
  category: CategoryPlace | null
}

/** The only place where a purchase price meets a mark-up; with "hide" it does not come out again. */
function pricesOf(
  price: LinePrice | null,
  { settings, rules, product, found, category }: Marked,
): Pick<FileRow, 'price' | 'nextTier' | 'purchasePrice' | 'basePrice'> {
  if (!price) return { price: null, nextTier: null, purchasePrice: null, basePrice: null }
  const vat = { rate: found.vatRate, included: settings.vatIncluded }
  const told = (amount: Decimal) => withVat({ amount, includesVat: price.includesVat }, vat, price.currency)
  const percent = rules && percentOf(rules, { brandId: product.brandId, categoryPath: category?.path ?? [] })
  const asked = (amount: Decimal) =>
    rules && percent ? markedUp(told(amount), percent, rules, price.currency) : told(amount)
  const own = asked(price.unitPrice)
  const tier = price.nextTier && {
    minQuantity: price.nextTier.minQuantity,
    price: asked(price.nextTier.unitPrice),
  }
  return {
    price: own,
    // rounding may have levelled them
    nextTier: tier?.price.lt(own) ? tier : null,
    purchasePrice: settings.hidePurchasePrice ? null : told(price.unitPrice),
    basePrice: settings.hidePurchasePrice || !price.basePrice ? null : told(price.basePrice),
  }
}
