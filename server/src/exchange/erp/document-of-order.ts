import { decimal } from '#kernel/money.ts'
import type { ExportedLine, OrderToExport } from '#src/trade/orders/public.ts'
import type { OrderDocument, OrderDocumentLine } from './commerceml/order-document.ts'

export interface KeysInErp {
  /** our product id -> its id in 1C */
  products: ReadonlyMap<string, string>
  companies: ReadonlyMap<string, string>
}

const statusNames: Record<string, string> = {
  new: 'Новый',
  confirmed: 'Подтверждён',
  in_work: 'В работе',
  partly_shipped: 'Отгружен частично',
  shipped: 'Отгружен',
  delivered: 'Доставлен',
  cancelled: 'Отменён',
}

const paymentNames: Record<string, string> = {
  prepaid: 'Предоплата',
  credit: 'Отсрочка платежа',
  on_delivery: 'Оплата при получении',
}

/** An order of the portal as 1C reads it. Goods that 1C has never sent go under our own id, and are told by article. */
export function documentOfOrder(order: OrderToExport, keys: KeysInErp): OrderDocument {
  const { date, time } = wallClock(order.createdAt, order.seller.timeZone)
  const { company, contact, contract } = order
  const cancelled = order.status === 'cancelled'
  const moment = wallClock(order.updatedAt, order.seller.timeZone)
  const changed = `${moment.date}T${moment.time}`
  const terms = paymentNames[contract.paymentTerms] ?? contract.paymentTerms
  return {
    id: order.number,
    number: order.number,
    date,
    time,
    currency: order.currency,
    amount: decimal(order.gross).toFixed(2),
    comment: order.comment,
    buyer: {
      id: keys.companies.get(company.id) ?? company.id,
      name: company.name,
      officialName: company.kind === 'entrepreneur' ? null : company.fullName,
      inn: company.inn,
      kpp: company.kpp,
      address: company.legalAddress,
      email: contact?.email ?? null,
      phone: contact?.phone ?? null,
      contactName: contact?.name ?? null,
    },
    lines: linesFor1C(order.lines).map((line) => lineOf(line, keys)),
    requisites: [
      { name: 'Статус заказа', value: statusNames[order.status] ?? order.status },
      { name: 'Статуса заказа ИД', value: order.status },
      { name: 'Отменен', value: String(cancelled) },
      { name: 'Финальный статус', value: String(cancelled || order.status === 'delivered') },
      { name: 'Заказ оплачен', value: String(decimal(order.paid).gte(decimal(order.gross)) && !cancelled) },
      { name: 'Доставка разрешена', value: String(!cancelled) },
      { name: 'Дата изменения статуса', value: changed },
      { name: 'Метод оплаты', value: terms },
      { name: 'Метод оплаты ИД', value: contract.paymentTerms },
      { name: 'Договор', value: contract.number },
      {
        name: 'Отсрочка, дней',
        value: contract.paymentTerms === 'credit' ? String(contract.paymentDays) : null,
      },
      { name: 'Организация', value: order.seller.name },
      { name: 'Адрес доставки', value: order.deliveryAddress },
      { name: 'Получатель', value: order.consignee },
      { name: 'Дата отгрузки', value: order.wantedOn },
      { name: 'Номер заказа клиента', value: order.poNumber },
      { name: 'Комментарии покупателя', value: order.comment },
      { name: 'Если товара не хватит', value: absentChoice(order) },
      { name: 'ОГРН', value: company.ogrn },
      { name: 'Сайт', value: 'Артикул' },
    ],
  }
}

/** Told in words, as a person in 1C reads it. */
function absentChoice({ absentChoice: choice, absentUntil: until }: OrderToExport): string {
  if (choice === 'wait') return 'Ждать весь заказ'
  if (choice === 'parts') return 'Отгружать частями'
  return until
    ? `Ждать до ${until.split('-').toReversed().join('.')}, остальное отменить`
    : 'Остальное отменить'
}

/** What was cancelled is left out: a line of nothing is no line in 1C. A cancelled order keeps its lines. */
function linesFor1C(lines: readonly ExportedLine[]): readonly ExportedLine[] {
  const left = lines.filter((line) => !decimal(line.quantity).isZero())
  return left.length > 0 ? left : lines
}

function lineOf(line: ExportedLine, keys: KeysInErp): OrderDocumentLine {
  return {
    id: (line.product_id && keys.products.get(line.product_id)) ?? line.product_id ?? line.id,
    article: line.article,
    name: line.name,
    baseUnit: { code: line.base_unit_code, name: line.base_unit_name },
    unit: { code: line.unit_code, name: line.unit_name },
    factor: line.factor,
    price: line.price,
    quantity: line.quantity,
    // the sum is told as the price is: with VAT in it, or with VAT to be added
    amount: line.price_includes_vat ? line.gross : line.net,
    vat:
      line.vat_rate === null
        ? null
        : { rate: line.vat_rate, amount: line.vat, included: line.price_includes_vat },
    service: line.kind === 'service',
    comment: line.comment,
  }
}

/** Date and time as a clock on the wall of that time zone shows them. */
export function wallClock(instant: Date, timeZone: string): { date: string; time: string } {
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
    .format(instant)
    .split(' ')
  return { date, time }
}
