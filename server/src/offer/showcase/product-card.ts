import { AppError } from '@portal/api/errors.ts'
import { videoHost } from '@portal/api/video-links.ts'
import type { LinkedItem, OfferItem, ProductCard } from '@portal/api/offer.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { wireQuantity, zero } from '#kernel/money.ts'
import { formatOfName } from '#src/goods/catalog/public.ts'
import { contractedQuantity } from '#src/terms/contracts/public.ts'
import type { OwnPrices } from '#src/terms/ownprices/public.ts'
import { maskStock } from '#src/terms/visibility/public.ts'
import { type CardRow, cardRow } from './card-row.ts'
import type { Conditions } from './conditions.ts'
import { type InCarts, itemsAndPrices } from './items.ts'
import { loadOffered, type Offered } from './offered.ts'

/** One product in full; throws not_found outside the assortment. */
export async function productCard(
  db: Db,
  conditions: Conditions,
  slug: string,
  inCarts: InCarts,
): Promise<ProductCard> {
  const row = await cardRow(db, conditions, slug)
  if (!row) throw new AppError('not_found')
  const links = row.links ?? []
  const offered = await loadOffered(db, conditions, [row.id, ...new Set(links.map((link) => link.id))])
  const product = offered.get(row.id)
  if (!product) throw new AppError('not_found')
  const buyer = conditions.terms.kind === 'buyer' ? conditions.terms : null
  const [{ items, prices }, contracted] = await Promise.all([
    itemsAndPrices(db, conditions, [...offered.values()], inCarts),
    buyer && contractedOf(db, buyer, product, conditions.today),
  ])
  const stock = maskStock(conditions.policies, new Set(row.categories), product.warehouses)
  return {
    ...items[0]!,
    number: row.number,
    fullName: row.full_name,
    description: row.description,
    manufacturer: row.manufacturer,
    manufacturerCode: row.manufacturer_code,
    country: row.country,
    weightKg: product.weightKg?.toFixed() ?? null,
    volumeM3: product.volumeM3?.toFixed() ?? null,
    barcodes: row.barcodes,
    categoryPath: row.category_path ?? [],
    pictures: picturesOf(row),
    attributes: row.attributes ?? [],
    files: filesOf(row, conditions.today),
    tiers: prices && tiersOf(prices, product),
    contracted,
    warehouses: stock.warehouses,
    lots: stock.total.display === 'hidden' ? [] : lotsOf(row, stock.numberMayBeTold, conditions.today),
    analogs: linkedItems(items, links, (kind) => kind !== 'accessory'),
    accessories: linkedItems(items, links, (kind) => kind === 'accessory'),
    variants: (row.variants ?? []).map((variant) => ({ ...variant, current: variant.productId === row.id })),
    vatRate: product.vatRate?.toFixed() ?? null,
    sellerName: row.seller_name,
  }
}

/** Links to what is offered; a product that is linked twice in one sense stands once, by the weightier link. */
function linkedItems(
  items: readonly OfferItem[],
  links: NonNullable<CardRow['links']>,
  wanted: (kind: LinkedItem['kind']) => boolean,
): LinkedItem[] {
  const byId = new Map(items.map((item) => [item.productId, item]))
  const placed = new Set<string>()
  return links.flatMap(({ id, kind, note }) => {
    const item = byId.get(id)
    if (!item || !wanted(kind) || placed.has(id)) return []
    placed.add(id)
    return [{ ...item, kind, note }]
  })
}

function tiersOf(prices: OwnPrices, { productId, item }: Offered): NonNullable<ProductCard['tiers']> {
  const names = new Map(item.units.map((unit) => [unit.packagingId, unit.name]))
  return prices
    .tiers(productId, [...names.keys()])
    .map((tier) => ({ ...tier, unitName: names.get(tier.packagingId)! }))
}

async function contractedOf(
  db: Db,
  terms: BuyerTerms,
  product: Offered,
  today: string,
): Promise<ProductCard['contracted']> {
  const agreed = await contractedQuantity(db, terms.contractId, product.productId, today)
  const unit = product.item.units.find(({ packagingId }) => packagingId === agreed?.packagingId)
  if (!agreed || !unit) return null
  const left = agreed.contracted.minus(agreed.drawn)
  return {
    unitName: unit.name,
    quantity: wireQuantity(agreed.contracted),
    left: wireQuantity(left.isNegative() ? zero : left),
    validUntil: agreed.validUntil,
    blocks: agreed.over === 'block',
  }
}

function picturesOf(row: CardRow): string[] {
  const ids = [...(row.picture_id ? [row.picture_id] : []), ...(row.picture_ids ?? [])]
  return [...new Set(ids)].map((id) => `/files/${id}`)
}

function filesOf(row: CardRow, today: string): ProductCard['files'] {
  return (row.files ?? []).flatMap(({ fileId, fileName, url, ...document }) => {
    // the list of hosts may have become shorter since the link was kept
    const host = url === null ? null : videoHost(url)
    const href = fileId ? `/files/${fileId}` : host && url
    if (!href) return []
    const format = fileName === null ? null : formatOfName(fileName)
    const expired = document.validThrough !== null && document.validThrough < today
    return [{ ...document, href, host, format, expired }]
  })
}

/** A receipt that should have come by now promises nothing: its date is being clarified. */
function lotsOf(row: CardRow, tellNumbers: boolean, today: string): ProductCard['lots'] {
  return (row.lots ?? []).map(({ eta, quantity, confirmed }) => ({
    eta,
    quantity: tellNumbers ? wireQuantity(quantity) : null,
    confirmed: confirmed && eta >= today,
    overdue: eta < today,
  }))
}
