import type { Cart } from '@portal/api/carts.ts'
import type { Buyer } from './buyers.ts'
import type { Ask } from './load.ts'

/** What a buyer has when the measuring begins. */
export interface Desk {
  buyer: Buyer
  /** of 500 lines and of 2,000 */
  cart: Cart
  bigCart: Cart
}

/** What a buyer does, as requests that are asked in turn. */
export interface Scenario {
  name: string
  /** what the p95 of four connections should be at most, milliseconds; null = nothing was aimed at */
  aim: number | null
  /** the plain SQL beside which it stands; its asks are what the floor is given */
  floor: string
  asksOf(desk: Desk): readonly Ask[]
}

export const words = [
  'болт',
  'кабель',
  'дюбель',
  'саморез',
  'автомат',
  'лампа',
  'сверло',
  'хомут',
  'анкер',
  'гайка',
]
export const started = ['бол', 'каб', 'дю', 'само', 'авт', 'ламп', 'све', 'хом', 'анк', 'гай']
const several = [
  'болт м8х40',
  'кабель ввг 3х2.5',
  'саморез по дереву 3.5',
  'лампа e27',
  'сверло по металлу 6',
]

const search = (text: string) => encodeURIComponent(text)
const pages = Array.from({ length: 20 }, (_, index) => index + 1)
const rows = (articles: readonly (string | null)[]) =>
  articles.map((article) => ({ article, quantity: '10' }))

export const scenarios: readonly Scenario[] = [
  {
    name: 'catalogue page of 50 with everything, without facets',
    aim: 60,
    floor: 'page',
    asksOf: () => pages.map((page) => ({ path: `/api/catalogue?page=${page}` })),
  },
  {
    name: 'catalogue page of 50 with everything and facet counts',
    aim: 60,
    floor: 'page',
    asksOf: () => pages.map((page) => ({ path: `/api/catalogue?page=${page}&facets=true` })),
  },
  {
    name: 'the same of a category',
    aim: 60,
    floor: 'page',
    asksOf: ({ buyer }) =>
      buyer.categories.map((slug) => ({ path: `/api/catalogue?category=${slug}&facets=true` })),
  },
  {
    name: 'the same filtered by two facets',
    aim: 60,
    floor: 'facets',
    asksOf: ({ buyer }) =>
      buyer.filters.map((filters) => ({ path: `/api/catalogue?filters=${search(filters)}&facets=true` })),
  },
  {
    name: 'word search, page of 50 with facet counts',
    aim: 60,
    floor: 'words',
    asksOf: () => words.map((word) => ({ path: `/api/catalogue?search=${search(word)}&facets=true` })),
  },
  {
    name: 'several words with sizes, page of 50 with facet counts',
    aim: 60,
    floor: 'words',
    asksOf: () => several.map((text) => ({ path: `/api/catalogue?search=${search(text)}&facets=true` })),
  },
  {
    name: 'suggestions while typing',
    aim: 20,
    floor: 'prefix',
    asksOf: () => started.map((text) => ({ path: `/api/suggestions?q=${search(text)}` })),
  },
  {
    name: 'article lookup',
    aim: 10,
    floor: 'article',
    asksOf: ({ buyer }) =>
      buyer.goods.slice(0, 100).map(({ article }) => ({
        method: 'POST',
        path: '/api/row-resolutions',
        body: { rows: rows([article]) },
      })),
  },
  {
    name: 'product card',
    aim: 15,
    floor: 'card',
    asksOf: ({ buyer }) => buyer.goods.slice(0, 100).map(({ slug }) => ({ path: `/api/products/${slug}` })),
  },
  {
    name: 'paste of 500 articles',
    aim: 150,
    floor: 'articles',
    asksOf: ({ buyer }) => [
      {
        method: 'POST',
        path: '/api/row-resolutions',
        body: { rows: rows(buyer.goods.slice(0, 500).map(({ article }) => article)) },
      },
    ],
  },
  {
    name: 'cart of 500 lines, opened',
    aim: 150,
    floor: 'cart',
    asksOf: ({ cart }) => [{ path: `/api/carts/${cart.id}` }],
  },
  {
    name: 'one quantity changed in a cart of 2,000 lines',
    aim: 50,
    floor: 'page',
    asksOf: ({ bigCart }) =>
      bigCart.lines.slice(0, 50).map((line, index) => ({
        method: 'PATCH',
        path: `/api/carts/${bigCart.id}/lines/${line.id}`,
        body: { quantity: String(Number(line.quantity) * (1 + (index % 5))) },
      })),
  },
]

/** What people look at all day: the open load under an import. */
export function browsing({ buyer }: { buyer: Buyer }): readonly Ask[] {
  return pages.flatMap((page) => [
    { path: `/api/catalogue?page=${page}&facets=true` },
    { path: `/api/catalogue?search=${search(words[page % words.length]!)}&facets=true` },
    { path: `/api/products/${buyer.goods[page]!.slug}` },
  ])
}
