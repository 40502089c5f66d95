import type { DocumentData } from './document-data.ts'

/**
 * What a CommerceML file says, one record at a time, in the order of the file.
 *
 * Three states are told apart everywhere, because absent is not zero:
 * - a property that is `undefined` was not sent: keep what is known;
 * - `null` (a text or a number) or `[]` (a list) was sent empty: clear it;
 * - anything else was sent.
 *
 * Ids are texts as 1C wrote them, trimmed; compare them by `idKey` (external-id.ts).
 * Numbers are decimal texts (`-1234.50`), never JavaScript numbers.
 */
export type CommerceMlRecord =
  | HeaderRecord
  | ClassifierRecord
  | GroupRecord
  | PropertyRecord
  | CategoryRecord
  | UnitRecord
  | PriceTypeRecord
  | WarehouseRecord
  | CatalogRecord
  | ProductRecord
  | OfferPackageRecord
  | OfferRecord
  | DocumentRecord
  | Problem

/** A text that may be absent (keep), sent empty (clear) or sent. */
export type Sent<T> = T | null | undefined

/** Where a record stands: the line of its opening tag, and its number among records of its kind, from 1. */
export interface Place {
  line: number
  ordinal: number
}

/** Attributes of the root element. */
export interface HeaderRecord extends Place {
  kind: 'header'
  schemaVersion: string | null
  /** as written, usually `2026-11-23T10:00:00` without a zone */
  formedAt: string | null
  encoding: string
}

export interface ClassifierRecord extends Place {
  kind: 'classifier'
  id: string | null
  name: string | null
  /** `СодержитТолькоИзменения`; null when the attribute is missing */
  onlyChanges: boolean | null
}

export interface GroupRecord extends Place {
  kind: 'group'
  id: string
  parentId: string | null
  name: string | null
  description: Sent<string>
  picture: Sent<string>
  deleted: boolean
  version: string | null
}

export interface PropertyRecord extends Place {
  kind: 'property'
  id: string
  name: string | null
  /** `ТипЗначений`; a property without one is a text */
  valueType: 'text' | 'number' | 'time' | 'reference'
  /** the reference book: `id` is null when a bare `Значение` was given */
  values: { id: string | null; value: string }[] | undefined
  multiple: boolean
  required: boolean
  forProducts: boolean | null
  forOffers: boolean | null
  forDocuments: boolean | null
  deleted: boolean
  version: string | null
}

/** `Категория` of a classifier: a kind of goods in 1C. */
export interface CategoryRecord extends Place {
  kind: 'category'
  id: string
  name: string | null
  propertyIds: string[]
  deleted: boolean
}

export interface UnitRecord extends Place {
  kind: 'unit'
  id: string | null
  code: string | null
  name: string | null
  fullName: string | null
  international: string | null
  deleted: boolean
}

export interface PriceTypeRecord extends Place {
  kind: 'priceType'
  id: string
  name: string | null
  /** ISO 4217 */
  currency: string | null
  /** `УчтеноВСумме` of the VAT; null = not said, the connection's setting decides */
  includesVat: boolean | null
  deleted: boolean
}

export interface WarehouseRecord extends Place {
  kind: 'warehouse'
  id: string
  name: string | null
  address: Sent<string>
  contacts: { type: string; value: string }[] | undefined
  deleted: boolean
}

/** The head of `Каталог`, before its products. */
export interface CatalogRecord extends Place {
  kind: 'catalog'
  id: string | null
  classifierId: string | null
  name: string | null
  /**
   * `false` opens a full run, yet portions 2..n of that same run say `true`:
   * never drop what one file does not name. null = attribute missing, treat as changes.
   */
  onlyChanges: boolean | null
}

export interface UnitOfMeasure {
  /** OKEI code (3-4 digits) */
  code: string | null
  /** short name, such as `шт` */
  name: string | null
  fullName: string | null
  international: string | null
}

/** `Пересчет`: one package holds `factor` base units. */
export interface PackagingData {
  /** OKEI code, when the unit was given by code */
  unitCode: string | null
  /** its name, when the unit was given by name */
  unitName: string | null
  factor: string
}

export interface PropertyValues {
  propertyId: string
  name: string | null
  /** texts, or ids of reference values; `[]` clears */
  values: string[]
}

export interface Characteristic {
  id: string | null
  name: string
  value: string
}

export interface Requisite {
  name: string
  values: string[]
}

export type VatClass = 'base' | 'reduced' | 'zero' | 'none'

export interface VatData {
  /** null = the text could not be read (a `bad_vat` problem tells) */
  class: VatClass | null
  /** percent as a decimal text; null for "without VAT" */
  rate: string | null
  text: string
}

export interface ProductRecord extends Place {
  kind: 'product'
  /** whole id, `good#characteristic` for a variant */
  id: string
  goodId: string
  characteristicId: string | null
  /** `Статус="Удален"` or `ПометкаУдаления` */
  deleted: boolean
  status: string | null
  name: Sent<string>
  fullName: Sent<string>
  article: Sent<string>
  code: Sent<string>
  barcodes: string[] | undefined
  baseUnit: Sent<UnitOfMeasure>
  packagings: PackagingData[] | undefined
  /** `[]` = in the root */
  groupIds: string[] | undefined
  categoryId: Sent<string>
  description: Sent<string>
  descriptionHtml: Sent<string>
  /** the first one is the main one; paths as in the upload */
  pictures: { path: string; title: string | null }[] | undefined
  files: { path: string; title: string | null }[] | undefined
  brand: Sent<string>
  manufacturer: Sent<{ id: string | null; name: string | null }>
  country: Sent<string>
  properties: PropertyValues[] | undefined
  vat: Sent<VatData>
  characteristics: Characteristic[] | undefined
  requisites: Requisite[] | undefined
  /** `ТипНоменклатуры`: Товар, Услуга, Набор, Тара, Запас … */
  itemType: string | null
  /** `ВидНоменклатуры` */
  itemKind: string | null
  /** as sent, the unit of weight is not in the format (1C: kg) */
  weight: Sent<string>
  analogIds: string[] | undefined
  version: string | null
}

/** The head of `ПакетПредложений` or `ИзмененияПакетаПредложений`, before its offers. */
export interface OfferPackageRecord extends Place {
  kind: 'offerPackage'
  /** true = `ИзмененияПакетаПредложений`, prices and stock only */
  changes: boolean
  id: string | null
  catalogId: string | null
  classifierId: string | null
  name: string | null
  onlyChanges: boolean | null
}

export interface PriceData {
  priceTypeId: string
  /**
   * for unit x `factor`; a box price is not n piece prices, so it is never divided.
   * null = sent empty: this product has no price of this type ("ask the manager")
   */
  amount: string | null
  /** ISO 4217; null = that of the price type */
  currency: string | null
  unitCode: string | null
  unitName: string | null
  factor: string | null
  minQuantity: string | null
}

export interface StockData {
  warehouseId: string
  quantity: string
}

export interface OfferRecord extends Place {
  kind: 'offer'
  /** whole id, `good#characteristic` for a variant */
  id: string
  productId: string
  characteristicId: string | null
  deleted: boolean
  name: Sent<string>
  article: Sent<string>
  barcodes: string[] | undefined
  baseUnit: Sent<UnitOfMeasure>
  packagings: PackagingData[] | undefined
  characteristics: Characteristic[] | undefined
  properties: PropertyValues[] | undefined
  pictures: { path: string; title: string | null }[] | undefined
  prices: PriceData[] | undefined
  /** over all warehouses */
  quantity: Sent<string>
  stocks: StockData[] | undefined
  version: string | null
}

export interface DocumentRecord extends Place, DocumentData {
  kind: 'document'
}

export type ProblemCode =
  // fatal: reading stopped here
  | 'empty'
  | 'not_commerceml'
  | 'malformed'
  | 'truncated'
  | 'entity_declared'
  | 'unknown_encoding'
  | 'too_deep'
  | 'text_too_long'
  | 'too_many_attributes'
  | 'too_many_elements'
  | 'record_too_large'
  // skipped: this record, or this part of a list, is not in what was read
  | 'no_id'
  | 'no_name'
  | 'no_value'
  | 'no_price_type'
  | 'no_warehouse'
  | 'bad_number'
  // warnings: read, with something left aside
  | 'bad_vat'
  | 'bad_date'
  | 'bad_boolean'
  | 'bad_currency'
  | 'late_field'
  | 'unknown_element'
  | 'unknown_entity'
  | 'bad_characters'
  | 'text_after_end'
  | 'encoding_differs'

/** What could not be used, and why. Nothing is dropped without one. */
export interface Problem extends Place {
  kind: 'problem'
  /** fatal = nothing after it was read; skipped = a record or a list entry is missing; warning = the rest holds */
  severity: 'fatal' | 'skipped' | 'warning'
  code: ProblemCode
  /** the path of local names, such as `КоммерческаяИнформация/Каталог/Товары/Товар` */
  path: string
  /** of the record that it concerns, for the row-by-row report */
  record: { kind: CommerceMlRecord['kind']; id: string | null; label: string | null } | null
  params: Record<string, string>
}
