import type { Characteristic, Requisite, VatData } from './records.ts'

// An order, a payment or a shipment as a CommerceML file says it; the three states of records.ts hold here too.

export interface Counterparty {
  id: string | null
  name: string | null
  /** Покупатель, Продавец, Плательщик, Получатель … */
  role: string | null
  /** present only for a legal entity */
  officialName: string | null
  fullName: string | null
  inn: string | null
  kpp: string | null
  address: string | null
  contacts: { type: string; value: string }[]
}

export interface Tax {
  name: string
  included: boolean | null
  amount: string | null
  rate: string | null
}

export interface Discount {
  name: string
  amount: string | null
  percent: string | null
  /** true = the sum beside it is already after this discount */
  included: boolean | null
}

export interface DocumentLine {
  /** place in the document, from 1 */
  position: number
  /** null when 1C gave no id */
  id: string | null
  goodId: string | null
  characteristicId: string | null
  article: string | null
  name: string | null
  /** null = not sent or not a number (then a problem tells) */
  price: string | null
  quantity: string | null
  amount: string | null
  unitCode: string | null
  unitName: string | null
  factor: string | null
  vat: VatData | null
  taxes: Tax[]
  discounts: Discount[]
  characteristics: Characteristic[]
  requisites: Requisite[]
}

export interface DocumentData {
  /** 1C's own GUID in what 1C sends, ours in what we send */
  id: string | null
  /** the site's number; null for what was born in 1C */
  number: string | null
  /** `2026-11-23`; `0001-01-01` counts as null */
  date: string | null
  /** `09:58:10` */
  time: string | null
  /** `ХозОперация` as written: `Заказ товара`, `Отпуск товара` … */
  operation: string | null
  role: string | null
  /** ISO 4217 */
  currency: string | null
  rate: string | null
  amount: string | null
  comment: string | null
  paymentDue: string | null
  /** `Основание`: the number of the order that a payment or a shipment belongs to */
  basis: string | null
  /** `Номер1С`, `Дата1С`, beside the requisites of the same meaning */
  erpNumber: string | null
  erpDate: string | null
  deleted: boolean | null
  version: string | null
  counterparties: Counterparty[]
  /** undefined = the document has no `Товары` */
  lines: DocumentLine[] | undefined
  taxes: Tax[]
  discounts: Discount[]
  requisites: Requisite[]
  /** `ПодчиненныеДокументы` of 2.10: shipments and payments of this order */
  subordinates: DocumentData[]
}
