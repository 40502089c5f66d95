import { decimal, type Decimal } from '#kernel/money.ts'
import type { ErpLine, ErpMark } from '#src/trade/orders/public.ts'
import { goodsId, idKey } from './commerceml/external-id.ts'
import { vatOf } from './commerceml/read-values.ts'
import type { DocumentData, DocumentLine } from './commerceml/document-data.ts'

/** What one document of 1C says about an order, in the portal's words. */
export interface DocumentOfOrder {
  erpId: string | null
  erpNumber: string | null
  cancelled: boolean
  paid: ErpMark | null | undefined
  shipped: ErpMark | null | undefined
  /** undefined = the document has no list of goods */
  lines: (Omit<ErpLine, 'productId'> & { productKey: string | null })[] | undefined
  includesVat: boolean | null
}

/** The document cannot be used as it is; nothing of it is taken. */
export class BadDocument extends Error {
  readonly code: string
  readonly params: Record<string, string>

  constructor(code: string, params: Record<string, string>) {
    super(code)
    this.code = code
    this.params = params
  }
}

export type DocumentKind = 'order' | 'payment' | 'shipment' | 'other'

export function kindOf(document: DocumentData): DocumentKind {
  const operation = (document.operation ?? 'заказ товара').toLowerCase()
  if (operation === 'заказ товара') return 'order'
  if (operation.startsWith('выплата') || operation === 'эквайринговая операция') return 'payment'
  return operation === 'отпуск товара' ? 'shipment' : 'other'
}

/**
 * Reads an order of 1C: the requisites of UT (`Номер оплаты по 1С`), of UNF (`Оплачен`), and subordinate documents of
 * schema 2.10 all say the same. An order without any of them is not paid, not shipped. Throws BadDocument.
 */
export function orderOfDocument(document: DocumentData): DocumentOfOrder {
  const said = requisitesOf(document)
  const subordinate = (kind: DocumentKind) =>
    document.subordinates.find((one) => kindOf(one) === kind && !isCancelled(one))
  return {
    erpId: document.id === null ? null : idKey(document.id),
    erpNumber: said('Номер по 1С') ?? document.erpNumber,
    cancelled: isCancelled(document),
    paid: markOf(said, 'оплаты', 'Оплачен') ?? markOfDocument(subordinate('payment')),
    shipped: markOf(said, 'отгрузки', 'Отгружен') ?? markOfDocument(subordinate('shipment')),
    lines: document.lines?.map((line) => lineOf(line)),
    includesVat: document.taxes[0]?.included ?? document.lines?.[0]?.taxes[0]?.included ?? null,
  }
}

/** A payment or a shipment that came as a document of its own: the mark that it sets, or takes back. */
export function markOfOwnDocument(document: DocumentData): ErpMark | null {
  return isCancelled(document) ? null : (markOfDocument(document) ?? null)
}

function requisitesOf(document: DocumentData): (name: string) => string | null {
  const values = new Map(document.requisites.map((one) => [one.name.trim().toLowerCase(), one.values[0]]))
  return (name) => values.get(name.toLowerCase())?.trim() || null
}

function isCancelled(document: DocumentData): boolean {
  const said = requisitesOf(document)
  return document.deleted === true || isTrue(said('Отменен')) || isTrue(said('ПометкаУдаления'))
}

function isTrue(text: string | null): boolean {
  return text !== null && ['true', 'да', '1', 'истина'].includes(text.toLowerCase())
}

function markOf(said: (name: string) => string | null, of: string, flag: string): ErpMark | null {
  const number = said(`Номер ${of} по 1С`)
  const at = said(`Дата ${of} по 1С`)
  if (number === null && at === null && !isTrue(said(flag))) return null
  return { number: number ?? '', at: instantOf(at) }
}

function markOfDocument(document: DocumentData | undefined): ErpMark | null {
  if (!document) return null
  const at = document.date === null ? null : `${document.date}T${document.time ?? '00:00:00'}`
  return { number: document.number ?? document.erpNumber ?? '', at: instantOf(at) }
}

/** `2026-11-23T9:51:39` happens: the hour has lost its zero. What is no date is left out. */
function instantOf(text: string | null): string | null {
  const found = text === null ? null : /^(\d{4}-\d\d-\d\d)(?:T(\d{1,2}):(\d\d):(\d\d))?/.exec(text)
  if (!found) return null
  const [, date, hour = '0', minute = '00', second = '00'] = found
  return date === '0001-01-01' ? null : `${date}T${hour.padStart(2, '0')}:${minute}:${second}`
}

function lineOf(line: DocumentLine): Omit<ErpLine, 'productId'> & { productKey: string | null } {
  const { quantity, price } = amountsOf(line)
  return {
    productKey: line.id === null ? null : idKey(goodsId(line.id).id),
    article: line.article,
    name: line.name ?? line.article ?? line.id ?? '',
    unitCode: line.unitCode,
    unitName: line.unitName,
    quantity,
    price,
    vatRate: rateOf(line),
    factor: line.factor === null ? null : decimal(line.factor),
    amount: line.amount === null ? null : decimal(line.amount),
  }
}

function amountsOf(line: DocumentLine): { quantity: Decimal; price: Decimal } {
  const at = { position: String(line.position), product: line.name ?? line.id ?? '' }
  if (line.quantity === null || decimal(line.quantity).lt(0))
    throw new BadDocument('line_without_quantity', at)
  const quantity = decimal(line.quantity)
  if (line.price !== null) return { quantity, price: decimal(line.price) }
  if (line.amount === null) throw new BadDocument('line_without_price', at)
  const price = quantity.isZero() ? decimal('0') : decimal(line.amount).div(quantity).toDecimalPlaces(6)
  return { quantity, price }
}

function rateOf(line: DocumentLine): Decimal | null {
  const rate = line.vat?.rate ?? line.taxes.find((tax) => tax.name.toUpperCase() === 'НДС')?.rate ?? null
  // in the taxes of a line the rate is a text: `20`, `Без налога`
  const number = rate === null ? null : vatOf(rate).rate
  return number === null ? null : decimal(number)
}
