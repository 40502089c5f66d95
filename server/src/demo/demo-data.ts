/**
 * What the demo company consists of, as plain data: no database, no clock, no ids of rows.
 * Entities point at each other by `key`; the loader gives them ids.
 * Decimals are texts ("12.40"), calendar dates '2026-11-23', instants ISO 8601 with Z.
 */

export interface Bilingual {
  ru: string
  en: string
}
export type DecimalText = string
export type DateText = string
export type InstantText = string

// — goods ——————————————————————————————————————————————————————————————

export interface DemoUnit {
  key: string
  /** Code of the Russian classifier of units (ОКЕИ); null for packagings that have none. */
  okei: string | null
  name: Bilingual
  short: Bilingual
}

export interface DemoCategory {
  key: string
  parent: string | null
  name: Bilingual
  description: Bilingual
  /** Position among its siblings, from 1. */
  position: number
  picture: string
}

export interface DemoChoice {
  key: string
  name: Bilingual
}

export interface DemoAttribute {
  key: string
  name: Bilingual
  kind: 'number' | 'choice' | 'boolean'
  unit: Bilingual | null
  /** Empty unless `kind` is 'choice'. */
  choices: DemoChoice[]
}

/** Number: decimal text; choice: the key of the choice; boolean: as is. */
export type DemoAttributeValue = DecimalText | boolean

export interface DemoBrand {
  key: string
  name: string
  countryCode: string
}

export type DemoVatClass = 'base' | 'reduced'

export interface DemoPackaging {
  unit: string
  /** Base units in one packaging, a whole number. */
  factor: number
  barcode: string | null
  weightKg: DecimalText
}

export interface DemoProduct {
  key: string
  article: string
  name: Bilingual
  description: Bilingual
  category: string
  seller: string
  brand: string
  countryCode: string
  manufacturerCode: string
  barcode: string
  vatClass: DemoVatClass
  baseUnit: string
  packagings: DemoPackaging[]
  /** In base units. */
  minimum: DecimalText
  step: DecimalText
  /** Of one base unit. */
  weightKg: DecimalText
  volumeM3: DecimalText
  /** Keyed by attribute. */
  attributes: Record<string, DemoAttributeValue>
  family: string | null
  /** What tells the product from the others of its family. */
  variantLabel: Bilingual | null
  certificates: string[]
  manuals: string[]
  videos: string[]
  /** Main picture first. */
  pictures: string[]
  createdOn: DateText
  discontinued: boolean
  /** Base price of one base unit in the base list, VAT included, before rounding. For the generator's own use. */
  rawPrice: number
  /** Liking among buyers, 0…1. */
  popularity: number
}

export interface DemoFamily {
  key: string
  name: Bilingual
  category: string
  /** Attributes that tell the members apart, one or two. */
  axes: string[]
}

export interface DemoCertificate {
  key: string
  kind: 'declaration' | 'certificate' | 'fire' | 'quality' | 'registration'
  number: string
  name: Bilingual
  issuer: string
  validFrom: DateText
  validTo: DateText
}

/** How to use goods of a kind: a small document in Russian. */
export interface DemoManual {
  key: string
  title: string
  brand: string
  sections: { title: string; lines: string[] }[]
}

export interface DemoVideo {
  key: string
  url: string
  title: string
}

export interface DemoProductLink {
  from: string
  to: string
  kind: 'analog' | 'replacement' | 'accessory'
  /** How many of `to` stand for one of `from`. */
  ratio: DecimalText
  note: Bilingual | null
}

export interface DemoPicture {
  key: string
  /** A complete SVG document without text, 400×400. */
  svg: string
}

// — terms ——————————————————————————————————————————————————————————————

export interface DemoWarehouse {
  key: string
  name: Bilingual
  city: Bilingual
  address: string
  timeZone: string
}

export interface DemoStock {
  warehouse: string
  product: string
  onHand: DecimalText
}

export interface DemoLotInTransit {
  warehouse: string
  product: string
  quantity: DecimalText
  expectedOn: DateText
  confirmed: boolean
}

export interface DemoPriceList {
  key: string
  seller: string
  name: Bilingual
  currency: 'RUB'
  vatIncluded: boolean
  /** The list that "base price" means, one for each seller. */
  base: boolean
}

export interface DemoPriceRow {
  list: string
  product: string
  unit: string
  /** Smallest quantity, in `unit`, from which the price holds; "0" is the plain price. */
  fromQuantity: DecimalText
  amount: DecimalText
  /** The amount is for this many of `unit`. */
  perQuantity: DecimalText
  /** Half-open; null: without an end on that side. */
  validFrom: DateText | null
  validUntil: DateText | null
}

// — people —————————————————————————————————————————————————————————————

/** Keys in lower camel case: they go into the seller's requisites as they stand. */
export interface DemoBank {
  name: string
  bik: string
  account: string
  correspondentAccount: string
}

export interface DemoSeller {
  key: string
  name: Bilingual
  fullName: string
  inn: string
  kpp: string
  ogrn: string
  address: string
  phone: string
  email: string
  director: string
  chiefAccountant: string
  vatRegime: 'general' | 'usn5'
  timeZone: string
  bank: DemoBank
}

export interface DemoGroup {
  key: string
  name: Bilingual
  segment: string
}

export interface DemoDeliveryPoint {
  key: string
  name: string
  city: string
  postcode: string
  address: string
  contactName: string
  contactPhone: string
}

export interface DemoCompany {
  key: string
  group: string | null
  segment: string
  kind: 'legal' | 'entrepreneur'
  name: Bilingual
  fullName: string
  inn: string
  /** A sole trader has none. */
  kpp: string | null
  ogrn: string
  address: string
  phone: string
  email: string
  bank: DemoBank
  deliveryPoints: DemoDeliveryPoint[]
  manager: string
  createdOn: DateText
}

/** What a rule names: a category with all below it, a brand, a value of an attribute, or one product. */
export type DemoRuleTarget =
  | { category: string }
  | { brand: string }
  | { attribute: string; value: string }
  | { product: string }

export interface DemoSpecificationRule {
  effect: 'allow' | 'deny'
  target: DemoRuleTarget
}

export interface DemoFixedPrice {
  product: string
  /** For one base unit. */
  amount: DecimalText
  /** Agreed for the whole term of the contract, in base units. */
  contractedQuantity: DecimalText | null
  drawnQuantity: DecimalText
}

export interface DemoContract {
  key: string
  company: string
  seller: string
  number: string
  signedOn: DateText
  validFrom: DateText
  /** Half-open: the first day on which it no longer holds. Null: open-ended. */
  validUntil: DateText | null
  currency: 'RUB'
  priceList: string
  discountPercent: DecimalText
  payment: 'prepaid' | 'credit'
  paymentDays: number
  creditLimit: DecimalText | null
  creditMode: 'off' | 'warn' | 'block'
  /** By priority. */
  warehouses: string[]
  minimumOrder: DecimalText | null
  /** With an allow rule only what is allowed; else all that the seller offers, minus what is denied. */
  specification: DemoSpecificationRule[]
  fixedPrices: DemoFixedPrice[]
  categoryDiscounts: { category: string; percent: DecimalText }[]
}

/** What the ERP last said of a contract's settlements. */
export interface DemoBalance {
  contract: string
  debt: DecimalText
  overdue: DecimalText
  advances: DecimalText
  asOf: InstantText
}

/** How stock is shown to a group, or to guests when `group` is null. */
/** A region of delivery: the warehouses that serve it, the nearest first, and the delivery points in it. */
export interface DemoRegion {
  key: string
  name: Bilingual
  warehouses: string[]
  points: string[]
}

/** Without a group and a company it is for guests. */
export interface DemoStockPolicy {
  group?: string
  company?: string
  category?: string
  display: 'exact' | 'bands' | 'capped' | 'yes_no'
  fewBelow: DecimalText
  manyFrom: DecimalText
  cap: DecimalText
}

/** A draft that its owner left open. */
export interface DemoCart {
  company: string
  contract: string
  name: string
  owner: string
  lines: { product: string; quantity: DecimalText }[]
}

/** What the search was taught. */
export interface DemoSynonym {
  kind: 'same' | 'instead'
  words: string[]
  targets: string[]
}

/** What somebody of a buyer asked to be told of. */
export interface DemoSubscription {
  user: string
  company: string
  contract: string
  product: string
  kind: 'back_in_stock' | 'eta_set' | 'price_below'
  wantedQuantity: DecimalText | null
  maxPrice: DecimalText | null
  askedAt: InstantText
  expiresOn: DateText
}

/** What somebody else calls a product. */
export interface DemoCrossReference {
  product: string
  code: string
  owner: string
}

export interface DemoPartNumber {
  company: string
  product: string
  partNumber: string
}

export type DemoOperatorRole = 'administrator' | 'manager' | 'credit_controller'
export type DemoBuyerRole = 'director' | 'buyer' | 'accountant' | 'warehouse' | 'viewer'

export interface DemoUser {
  key: string
  email: string
  name: string
  phone: string
  position: Bilingual
  language: 'ru' | 'en'
  /** Null for buyers. */
  operatorRole: DemoOperatorRole | null
  memberships: { company: string | null; group: string | null; role: DemoBuyerRole }[]
}

// — trade ——————————————————————————————————————————————————————————————

export type DemoOrderStatus =
  | 'new'
  | 'confirmed'
  | 'in_work'
  | 'partly_shipped'
  | 'shipped'
  | 'delivered'
  | 'cancelled'

/** Quantities are in the ordered unit; quantity = waiting + reserved + picking + shipped + cancelled. */
export interface DemoOrderLine {
  product: string
  unit: string
  /** Base units in one ordered unit. */
  factor: number
  quantity: DecimalText
  /** For one ordered unit, after all discounts, with or without VAT as the price list. */
  price: DecimalText
  /** The same without the contract: from the seller's base list. */
  basePrice: DecimalText
  /** 'fixed' or 'list:<name>'. */
  priceSource: string
  vatPercent: DecimalText
  net: DecimalText
  vat: DecimalText
  gross: DecimalText
  reserved: DecimalText
  picking: DecimalText
  shipped: DecimalText
  delivered: DecimalText
  cancelled: DecimalText
}

export interface DemoOrderEvent {
  at: InstantText
  kind: 'placed' | 'confirmed' | 'taken' | 'picking' | 'shipped' | 'delivered' | 'paid' | 'cancelled'
  source: 'buyer' | 'manager' | 'erp'
  /** Key of a user; null when no person did it. */
  by: string | null
}

export interface DemoOrder {
  key: string
  /** Plain digits, growing with time. */
  number: string
  company: string
  contract: string
  seller: string
  deliveryPoint: string
  warehouse: string
  /** Who pressed the button; null when the order came from outside. */
  author: string | null
  onBehalf: boolean
  origin: 'portal' | 'erp' | 'phone' | 'mail'
  placedAt: InstantText
  status: DemoOrderStatus
  poNumber: string | null
  wantedOn: DateText | null
  comment: string | null
  net: DecimalText
  vat: DecimalText
  gross: DecimalText
  paid: DecimalText
  lines: DemoOrderLine[]
  events: DemoOrderEvent[]
}

// — the whole ——————————————————————————————————————————————————————————

/** Small parts are arrays; parts that grow with the profile are walked lazily, any number of times. */
export interface DemoCompanyData {
  today: DateText
  password: string
  units: DemoUnit[]
  categories: DemoCategory[]
  attributes: DemoAttribute[]
  brands: DemoBrand[]
  certificates: DemoCertificate[]
  manuals: DemoManual[]
  videos: DemoVideo[]
  pictures: DemoPicture[]
  sellers: DemoSeller[]
  groups: DemoGroup[]
  warehouses: DemoWarehouse[]
  priceLists: DemoPriceList[]
  families(): Iterable<DemoFamily>
  products(): Iterable<DemoProduct>
  links(): Iterable<DemoProductLink>
  stock(): Iterable<DemoStock>
  lots(): Iterable<DemoLotInTransit>
  prices(): Iterable<DemoPriceRow>
  companies(): Iterable<DemoCompany>
  contracts(): Iterable<DemoContract>
  users(): Iterable<DemoUser>
  stockPolicies: DemoStockPolicy[]
  regions: DemoRegion[]
  carts: DemoCart[]
  partNumbers(): Iterable<DemoPartNumber>
  crossReferences(): Iterable<DemoCrossReference>
  synonyms: readonly DemoSynonym[]
  /** what was searched for in vain; company null = guests */
  emptySearches: readonly { words: string; company: string | null; count: number }[]
  subscriptions(): Iterable<DemoSubscription>
  /** Needs a walk over all orders. */
  balances(): Iterable<DemoBalance>
  /** In the order of their placing. */
  orders(): Iterable<DemoOrder>
}
