import type { AbsentMode } from '@portal/api/absent-mode.ts'
import type { OfferItem } from '@portal/api/offer.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { Terms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { type Decimal, decimal, one, sum, wireQuantity } from '#kernel/money.ts'
import { type LinePrice, wireLinePrice } from '#src/terms/ownprices/public.ts'
import { type MaskedStock, maskStock } from '#src/terms/visibility/public.ts'
import { roomBeyondStock } from './absent-room.ts'
import { type Conditions, loadConditions } from './conditions.ts'
import { type ProductRow, productRows } from './product-rows.ts'

export interface OfferedUnit {
  packagingId: string
  /** OKEI code, or the short name */
  code: string
  name: string
  /** base units in one = numerator / denominator */
  factorNumerator: Decimal
  factorDenominator: Decimal
}

/** A product as it is offered under some terms: what is shown of it, and what only the server's rules may use. */
export interface Offered {
  productId: string
  /** on the wire, masked; its price is null here: see withPrice */
  item: OfferItem
  article: string | null
  name: string
  sellerId: string
  /** percent today, in the seller's regime; null = without VAT */
  vatRate: Decimal | null
  /** of one base unit */
  weightKg: Decimal | null
  volumeM3: Decimal | null
  /** the base unit first */
  units: OfferedUnit[]
  /** base units; of the nearest agreement, each by itself */
  minQuantity: Decimal | null
  step: Decimal | null
  maxQuantity: Decimal | null
  /** base units that are free over the contract's warehouses, unmasked: for the server's rules only, never for a text */
  available: Decimal
  /** in the contract's priority */
  warehouses: { warehouseId: string; name: string; available: Decimal }[]
  absentGoods: AbsentMode
  /** base units of it that everybody together may be promised beyond stock and lots; null = any */
  absentCap: Decimal | null
  /** base units that may be ordered beyond what is there, whether or not a lot covers them; null = any */
  absentRoom: Decimal | null
  /** base units that are free of the lots to come, the nearest first: for the server's rules only */
  lots: { free: Decimal; eta: string; confirmed: boolean }[]
  /** the same as the buyer is shown it; those that are hidden are left out */
  stockByWarehouse: MaskedStock['warehouses']
  /** may a message say how much is there? (law 5) */
  stockNumberMayBeTold: boolean
  /** what a buyer may work out of it: for `enoughAsShown` */
  stockAsShown: Pick<MaskedStock, 'total' | 'policy' | 'complete'>
}

/** Products as these terms are offered them today. A missing key: not offered. Three queries, however many products. */
export async function offeredProducts(
  db: Db,
  terms: Terms,
  productIds: readonly string[],
  at: { now: Date; language: Language },
): Promise<Map<string, Offered>> {
  if (productIds.length === 0) return new Map()
  const conditions = await loadConditions(db, terms, at)
  return loadOffered(db, conditions, [...new Set(productIds)])
}

/** The same where the conditions are known already; in the order of `ids`. */
export async function loadOffered(
  db: Db,
  conditions: Conditions,
  ids: readonly string[],
): Promise<Map<string, Offered>> {
  const rows = await productRows(db, conditions, ids)
  return new Map(rows.map((row) => [row.id, offered(conditions, row)]))
}

/** The item with a price found for it; null = on request. For a guest no price is "on request": he signs in first. */
export function withPrice(offered: Offered, price: LinePrice | null): OfferItem {
  return { ...offered.item, price: price && wireLinePrice(price), onRequest: price === null }
}

function offered(conditions: Conditions, row: ProductRow): Offered {
  const warehouses = conditions.warehouses.map(({ id, name }) => ({
    warehouseId: id,
    name,
    available: decimal(row.stock?.[id] ?? '0'),
  }))
  const categories = new Set(row.categories)
  const masked = maskStock(conditions.policies, categories, warehouses)
  const absent = conditions.absentModes.of(row.absent_rules ?? [], categories)
  const lots = (row.lots ?? []).map(([free, eta, confirmed]) => ({ free: decimal(free), eta, confirmed }))
  const units = row.units.map(([packagingId, code, name, numerator, denominator]) => ({
    packagingId,
    code,
    name,
    factorNumerator: decimal(numerator),
    factorDenominator: decimal(denominator),
  }))
  return {
    productId: row.id,
    item: {
      productId: row.id,
      slug: row.slug,
      article: row.article,
      partNumber: row.part_number,
      name: row.name,
      brand: row.brand,
      picture: row.picture_id && `/files/${row.picture_id}`,
      units: units.map((unit) => ({
        packagingId: unit.packagingId,
        name: unit.name,
        factor: wireFactor(unit),
      })),
      minQuantity: row.min_quantity && wireQuantity(row.min_quantity),
      step: row.step_quantity && wireQuantity(row.step_quantity),
      maxQuantity: row.max_quantity && wireQuantity(row.max_quantity),
      stock: masked.total,
      inTransit: inTransit(row, masked),
      price: null,
      onRequest: false,
      inCart: null,
    },
    article: row.article,
    name: row.name,
    sellerId: row.seller_id,
    vatRate: decimalOrNull(row.vat_rate),
    weightKg: decimalOrNull(row.weight_kg),
    volumeM3: decimalOrNull(row.volume_m3),
    units,
    minQuantity: decimalOrNull(row.min_quantity),
    step: decimalOrNull(row.step_quantity),
    maxQuantity: decimalOrNull(row.max_quantity),
    available: sum(warehouses.map((warehouse) => warehouse.available)),
    warehouses,
    absentGoods: absent.mode,
    absentCap: absent.cap,
    absentRoom: roomBeyondStock(absent, sum(lots.map((lot) => lot.free)), decimal(row.oversold ?? '0')),
    lots,
    stockByWarehouse: masked.warehouses,
    stockNumberMayBeTold: masked.numberMayBeTold,
    stockAsShown: { total: masked.total, policy: masked.policy, complete: masked.complete },
  }
}

/** What is on its way is told as openly as what is there: the date unless stock is hidden, the figure where figures are shown. */
function inTransit(row: ProductRow, masked: ReturnType<typeof maskStock>): OfferItem['inTransit'] {
  const nearest = row.lots?.[0]
  if (!nearest || masked.total.display === 'hidden') return null
  const [quantity, eta] = nearest
  return { quantity: masked.numberMayBeTold ? wireQuantity(quantity) : null, eta }
}

function wireFactor({ factorNumerator, factorDenominator }: OfferedUnit): string {
  if (factorDenominator.eq(one)) return wireQuantity(factorNumerator)
  return factorNumerator.div(factorDenominator).toDecimalPlaces(9).toFixed()
}

function decimalOrNull(value: string | null): Decimal | null {
  return value === null ? null : decimal(value)
}
