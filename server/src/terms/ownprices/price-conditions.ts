import { type Decimal, zero } from '#kernel/money.ts'

/** What of a cart counts for a tier: the line alone, all units of the product, or all goods of its family. */
export type TiersBy = 'line' | 'product' | 'family'

export type Rounding = 'none' | '0.01' | '0.1' | '1' | '10' | 'x.90'

/** How a list in another currency comes into the contract's: `rate` of it for `units` of the list's, from a day on. */
export interface ExchangeRate {
  source: string
  rate: Decimal
  units: Decimal
  on: string
  /** in force for longer than rates should be */
  old: boolean
}

/** A list as prices are read from it. */
export interface ReadableList {
  id: string
  name: string
  currency: string
  includesVat: boolean
  tiersBy: TiersBy
  /** null: the list is in the contract's currency */
  exchange: ExchangeRate | null
}

/** A list that may answer a buyer; `level` 1 is the nearest agreement. */
export interface ApplicableList extends ReadableList {
  level: number
  rounding: Rounding
  volumeDiscounts: readonly VolumeDiscount[]
}

/** A list that would answer, but is in another currency and has no rate: what it says stays in its own currency. */
export interface UnreadableList extends ReadableList {
  exchange: null
  level: number
  /** where its rates come from, and what they convert into; null: it converts nothing */
  rateSource: { name: string; toCurrency: string } | null
}

/** A percent from a quantity (base units) or a sum (of the line, before discounts) on; null = of all goods. */
export interface VolumeDiscount {
  categoryId: string | null
  brandId: string | null
  /** of the category or the brand; null = all goods */
  name: string | null
  countedBy: 'quantity' | 'sum'
  threshold: Decimal
  percent: Decimal
  stacking: Stacking
}

export type Stacking = 'best' | 'add'

/** The least that a product may cost: an amount for one base unit, or a mark-up over a cost list. */
export type FloorRule =
  | { kind: 'amount'; amount: Decimal; currency: string; includesVat: boolean }
  | { kind: 'markup'; costListId: string; percent: Decimal }

/** What a contract says about prices, whatever the product. */
export interface PriceConditions {
  contractNumber: string
  currency: string
  /** does a price fixed in the contract include VAT: as in the nearest list */
  fixedIncludesVat: boolean
  /** does a floor hold for prices fixed in the contract, too */
  fixedGuarded: boolean
  /** an export: prices without VAT */
  withoutVat: boolean
  /** nearest level first, by name within a level */
  lists: readonly ApplicableList[]
  unreadable: readonly UnreadableList[]
  baseListId: string | null
  discountPercent: Decimal
  discountStacking: Stacking
  /** of the contract; those of a list stand in it */
  volumeDiscounts: readonly VolumeDiscount[]
  costLists: readonly ReadableList[]
}

export interface PriceRow {
  /** null: fixed in the contract */
  listId: string | null
  packagingId: string
  minQuantity: Decimal
  validFrom: string
  /** for `perQuantity` of the unit */
  amount: Decimal
  perQuantity: Decimal
}

export interface CategoryDiscount {
  categoryName: string
  percent: Decimal
  stacking: Stacking
}

/** Base units in a packaging, as a fraction. */
export interface Factor {
  numerator: Decimal
  denominator: Decimal
}

/** What is known about one product today. */
export interface ProductPrices {
  /** rows valid today, of applicable lists, of cost lists and of the contract */
  rows: readonly PriceRow[]
  /** the base unit is not in it */
  factors: ReadonlyMap<string, Factor>
  /** that of the most specific category of the product */
  categoryDiscount: CategoryDiscount | null
  /** percent today inside the country; null = without VAT */
  vatRate: Decimal | null
  /** its categories with all above them; known where a volume discount asks */
  categories: ReadonlySet<string>
  brandId: string | null
  /** the nearest rule: the product's own, of its deepest category, or the seller's */
  floor: FloorRule | null
  /** goods whose quantities are counted together, where a list counts so */
  family: string | null
}

/** What the other lines of a cart add to a tier, in base units. */
export interface Beside {
  product: Decimal
  family: Decimal
}

export const alone: Beside = { product: zero, family: zero }
