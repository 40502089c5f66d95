import type { Language } from '@portal/api/primitives.ts'
import type { Letter } from '#kernel/mail.ts'
import { letter } from '#src/people/identity/public.ts'

/** What happened to an order, as far as people hear of it by mail. */
export type OrderNews = 'placed' | 'confirmed' | 'changed' | 'shipped' | 'cancelled'

interface OrderLetter {
  to: string
  language: Language
  number: string
  poNumber: string | null
  sellerName: string
  href: string
  /** what was ordered, or what has gone; told when an order is placed and when something is shipped */
  lines: readonly LetterLine[]
  /** the number of the shipment that the letter is about */
  shipment: string | null
  /** something of the order is still to come */
  partly: boolean
  /** percent that is to be prepaid for whatever waits; null = none */
  prepayment: number | null
}

export interface LetterLine {
  article: string | null
  partNumber: string | null
  name: string
  quantity: string
  unitName: string
}

const mostLines = 50

const buyerWords: Record<Language, Record<OrderNews, [subject: string, text: string]>> = {
  ru: {
    placed: ['принят', 'Заказ принят. Мы сообщим, когда его подтвердят.'],
    confirmed: ['подтверждён', 'Поставщик подтвердил заказ.'],
    changed: [
      'изменён',
      'В заказе есть изменения: количества, цены или оплата. Что именно, видно в его истории.',
    ],
    shipped: ['отгружен', 'Товар отгружен. Где он и когда приедет, видно в заказе.'],
    cancelled: ['отменён', 'Всё, что не отгружено по заказу, отменено.'],
  },
  en: {
    placed: ['received', 'The order is received. We will tell you when it is confirmed.'],
    confirmed: ['confirmed', 'The supplier has confirmed the order.'],
    changed: [
      'changed',
      'Something in the order has changed: quantities, prices or payment. Its history tells what.',
    ],
    shipped: ['shipped', 'The goods have been shipped. The order tells where they are and when they arrive.'],
    cancelled: ['cancelled', 'Whatever was not shipped of the order is cancelled.'],
  },
}

/** To the buyer's people. Without sums: the reader's rights are checked when he opens the order. */
export function buyerLetter(news: OrderNews, order: OrderLetter): Letter {
  const { to, language, number, poNumber, sellerName, href, shipment, prepayment } = order
  const ru = language === 'ru'
  const [word, text] = buyerWords[language][news]
  const subject = news === 'shipped' && order.partly ? (ru ? 'отгружен частично' : 'shipped in part') : word
  const lines = news === 'placed' || news === 'shipped' ? linesIn(language, order.lines) : []
  const facts = [
    text,
    ...(poNumber ? [ru ? `Ваш номер: ${poNumber}.` : `Your number: ${poNumber}.`] : []),
    ru ? `Продавец: ${sellerName}.` : `Seller: ${sellerName}.`,
    ...(news === 'placed' && prepayment !== null ? [prepaymentIn(language, prepayment)] : []),
    ...(shipment ? [ru ? `Отгрузка ${shipment}:` : `Shipment ${shipment}:`] : []),
    ...lines,
  ]
  return ru
    ? letter(to, `Заказ ${number} ${subject}`, facts, { text: 'Открыть заказ', href })
    : letter(to, `Order ${number} ${subject}`, facts, { text: 'Open the order', href })
}

/** The same words whether something waits or not: a letter tells nobody how much was in stock (law 5). */
function prepaymentIn(language: Language, percent: number): string {
  return language === 'ru'
    ? `Если часть заказа ждёт поступления, за неё нужна предоплата ${percent}\u00a0%: поступающий товар отложим для вас после оплаты. Получена ли она, видно в заказе.`
    : `If a part of the order waits for goods, it takes a prepayment of ${percent}%: what comes is reserved for you once it is paid. The order tells whether it has been received.`
}

/** `2. Болт М8, ваш артикул МТР-7 (DIN933-8): 500 шт`; beyond fifty the letter says how many more there are. */
function linesIn(language: Language, lines: readonly LetterLine[]): string[] {
  const ownNumber = language === 'ru' ? 'ваш артикул' : 'your number'
  const told = lines.slice(0, mostLines).map(({ article, partNumber, name, quantity, unitName }, index) => {
    const codes = partNumber
      ? `, ${ownNumber} ${partNumber}${article ? ` (${article})` : ''}`
      : article
        ? `, ${article}`
        : ''
    const figure = new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(Number(quantity))
    return `${index + 1}. ${name}${codes}: ${figure} ${unitName}`
  })
  const rest = lines.length - told.length
  if (rest > 0) told.push(language === 'ru' ? `И ещё строк: ${rest}.` : `And ${rest} more lines.`)
  return told
}

/** To the manager of the customer: a new order waits. */
export function managerLetter(order: OrderLetter & { company: string }): Letter {
  const { to, language, number, company, href } = order
  return language === 'ru'
    ? letter(to, `Новый заказ ${number}: ${company}`, ['Заказ ждёт подтверждения.'], {
        text: 'Открыть заказ',
        href,
      })
    : letter(to, `New order ${number}: ${company}`, ['The order waits to be confirmed.'], {
        text: 'Open the order',
        href,
      })
}
