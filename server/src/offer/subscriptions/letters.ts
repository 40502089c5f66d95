import type { OfferItem } from '@portal/api/offer.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { SubscriptionKind } from '@portal/api/subscriptions.ts'
import type { Letter } from '#kernel/mail.ts'
import { letter } from '#src/people/identity/public.ts'

/** A product that somebody is told of, and why; it is as he would see it, so nothing here needs to be hidden. */
export interface News {
  item: OfferItem
  kinds: ReadonlySet<SubscriptionKind>
}

export interface Reader {
  to: string
  language: Language
  companyName: string
  contractNumber: string
  /** may the letter name prices? */
  seesPrices: boolean
  publicUrl: string
  /** the page that turns off what this letter tells of */
  offHref: string
}

const kindOrder: readonly SubscriptionKind[] = ['back_in_stock', 'price_below', 'eta_set', 'new_arrival']

const words: Record<Language, Record<SubscriptionKind, [subject: string, inList: string]>> = {
  ru: {
    back_in_stock: ['Снова в наличии', 'снова в наличии'],
    price_below: ['Цена снизилась', 'цена снизилась'],
    eta_set: ['Известна дата поступления', 'известна дата поступления'],
    new_arrival: ['Новинка', 'новинка'],
  },
  en: {
    back_in_stock: ['Back in stock', 'back in stock'],
    price_below: ['The price has come down', 'the price has come down'],
    eta_set: ['A date of arrival is set', 'a date of arrival is set'],
    new_arrival: ['New', 'new'],
  },
}

const levels: Record<Language, Record<'few' | 'some' | 'many' | 'yes', string>> = {
  ru: { few: 'мало', some: 'есть', many: 'много', yes: 'есть' },
  en: { few: 'few', some: 'some', many: 'many', yes: 'yes' },
}

/** About one product. */
export function singleLetter(reader: Reader, news: News): Letter {
  const ru = reader.language === 'ru'
  const { item } = news
  const kind = kindOrder.find((one) => news.kinds.has(one))!
  const article = item.article ? `${ru ? 'артикул' : 'article'} ${item.article}` : null
  return letter(
    reader.to,
    `${words[reader.language][kind][0]}: ${item.name}`,
    [
      [item.name, article].filter(Boolean).join(', '),
      ...facts(reader, news).map((fact) => `${fact[0]!.toUpperCase()}${fact.slice(1)}.`),
      contract(reader),
    ],
    { text: ru ? 'Открыть товар' : 'Open the product', href: productHref(reader, item) },
    {
      text: ru ? 'Больше не сообщать об этом товаре' : 'Do not write about this product any more',
      href: reader.offHref,
    },
  )
}

const mostInDigest = 30

/** About many: a line for each, the first that was asked for on top. */
export function digestLetter(reader: Reader, news: readonly News[]): Letter {
  const ru = reader.language === 'ru'
  const count = countOf(news.length, reader.language)
  const more = news.length - mostInDigest
  return letter(
    reader.to,
    ru ? `По вашим подпискам: ${count}` : `Your subscriptions: ${count}`,
    [
      ru ? `Сбылось то, о чём вы просили сообщить: ${count}.` : `What you asked to be told of: ${count}.`,
      ...(more > 0
        ? [
            ru
              ? `Ниже первые ${mostInDigest}, остальные в списке подписок.`
              : `The first ${mostInDigest} are below, the others are in the list of subscriptions.`,
          ]
        : []),
      contract(reader),
    ],
    ...news.slice(0, mostInDigest).map((one) => ({
      text: [one.item.article, one.item.name, facts(reader, one).join('; ')].filter(Boolean).join(' · '),
      href: productHref(reader, one.item),
    })),
    { text: ru ? 'Все подписки' : 'All subscriptions', href: `${reader.publicUrl}/subscriptions` },
    { text: ru ? 'Отключить эти подписки' : 'Turn these subscriptions off', href: reader.offHref },
  )
}

/** Why he is told, with the figures that he would see in the catalogue. */
function facts(reader: Reader, { item, kinds }: News): string[] {
  const { language } = reader
  const told = kindOrder.filter((kind) => kinds.has(kind))
  return told.map((kind) => {
    const figure = figureOf(kind, reader, item)
    return figure ? `${words[language][kind][1]}: ${figure}` : words[language][kind][1]
  })
}

function figureOf(kind: SubscriptionKind, reader: Reader, item: OfferItem): string | null {
  const { language } = reader
  const unit = item.units[0]?.name ?? ''
  if (kind === 'price_below')
    return reader.seesPrices && item.price ? `${money(item.price.unitPrice, language)} / ${unit}` : null
  if (kind === 'eta_set') {
    if (!item.inTransit) return null
    const { eta, quantity } = item.inTransit
    return [date(eta, language), quantity && `${number(quantity, language)} ${unit}`]
      .filter(Boolean)
      .join(', ')
  }
  const { level, quantity, over } = item.stock
  if (level === null || level === 'none') return null
  if (quantity === null) return level === 'yes' ? null : levels[language][level]
  const more = over ? (language === 'ru' ? 'больше ' : 'more than ') : ''
  return `${more}${number(quantity, language)} ${unit}`
}

function contract({ language, companyName, contractNumber }: Reader): string {
  return language === 'ru'
    ? `Договор ${contractNumber}, ${companyName}.`
    : `Contract ${contractNumber}, ${companyName}.`
}

function productHref({ publicUrl }: Reader, item: OfferItem): string {
  return `${publicUrl}/catalogue/products/${item.slug}`
}

function countOf(count: number, language: Language): string {
  if (language === 'en') return `${count} ${count === 1 ? 'product' : 'products'}`
  const form = new Intl.PluralRules('ru').select(count)
  return `${count} ${form === 'one' ? 'товар' : form === 'few' ? 'товара' : 'товаров'}`
}

// Intl reads a decimal text exactly, without making it a number
const exact = (value: string) => value as Intl.StringNumericLiteral

function number(value: string, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(exact(value))
}

function money({ amount, currency }: { amount: string; currency: string }, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 6 }).format(
    exact(amount),
  )
}

function date(value: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(value))
}
