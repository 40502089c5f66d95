/** An order as CommerceML says it to 1C (`Документ` with `ХозОперация` = `Заказ товара`). Figures are decimal texts. */
export interface OrderDocument {
  id: string
  /** at most 11 characters: the column of 1C is no wider */
  number: string
  /** `2026-11-23` and `09:58:10`, the wall clock of the seller */
  date: string
  time: string
  /** ISO 4217; an empty one makes 1C refuse the whole file */
  currency: string
  amount: string
  comment: string | null
  buyer: OrderParty
  lines: readonly OrderDocumentLine[]
  /** `ЗначенияРеквизитов`, in this order; those without a value are left out */
  requisites: readonly { name: string; value: string | null }[]
}

export interface OrderParty {
  id: string
  name: string
  /** null for an entrepreneur: 1C takes whoever has an official name for a legal entity */
  officialName: string | null
  inn: string
  kpp: string | null
  address: string | null
  email: string | null
  phone: string | null
  contactName: string | null
}

export interface OrderDocumentLine {
  /** `good#characteristic` as 1C knows it */
  id: string
  article: string | null
  name: string
  baseUnit: { code: string; name: string }
  unit: { code: string; name: string }
  /** base units in one unit */
  factor: string
  price: string
  quantity: string
  amount: string
  vat: { rate: string; amount: string; included: boolean } | null
  service: boolean
  comment: string | null
}
