import { type Cart } from '@portal/api/carts.ts'
import type { Buyer } from './buyers.ts'
import type { Ask } from './load.ts'

/** What a buyer does, as requests that are asked in turn. */
export interface Scenario {
  name: string
  asksOf(buyer: Buyer, cart: Cart): readonly Ask[]
}

const words = ['болт', 'кабель', 'дюбель', 'саморез', 'автомат', 'лампа', 'сверло', 'хомут', 'анкер', 'гайка']
const started = ['бол', 'каб', 'дю', 'само', 'авт', 'ламп', 'све', 'хом', 'анк', 'гай']

const search = (text: string) => encodeURIComponent(text)

export const scenarios: readonly Scenario[] = [
  {
    name: 'catalogue page of 50: own and base price, next tier, stock',
    asksOf: () => pages().map((page) => ({ path: `/api/catalogue?page=${page}` })),
  },
  {
    name: 'the same with facet counts',
    asksOf: () => pages().map((page) => ({ path: `/api/catalogue?page=${page}&facets=true` })),
  },
  {
    name: 'word search, page of 50',
    asksOf: () => words.map((word) => ({ path: `/api/catalogue?search=${search(word)}` })),
  },
  {
    name: 'word search with facet counts',
    asksOf: () => words.map((word) => ({ path: `/api/catalogue?search=${search(word)}&facets=true` })),
  },
  {
    name: 'suggestions while typing',
    asksOf: () => started.map((text) => ({ path: `/api/suggestions?q=${search(text)}` })),
  },
  {
    name: 'article lookup',
    asksOf: ({ goods }) =>
      goods.slice(0, 100).map(({ article }) => ({
        method: 'POST',
        path: '/api/row-resolutions',
        body: { rows: [{ article, quantity: '10' }] },
      })),
  },
  {
    name: 'paste of 500 articles',
    asksOf: ({ goods }) => [
      {
        method: 'POST',
        path: '/api/row-resolutions',
        body: { rows: goods.slice(0, 500).map(({ article }) => ({ article, quantity: '10' })) },
      },
    ],
  },
  {
    name: 'product card',
    asksOf: ({ goods }) => goods.slice(0, 100).map(({ slug }) => ({ path: `/api/products/${slug}` })),
  },
  {
    name: 'cart of 500 lines, opened',
    asksOf: (_, cart) => [{ path: `/api/carts/${cart.id}` }],
  },
  {
    name: 'one quantity changed in it',
    asksOf: (_, cart) =>
      cart.lines.slice(0, 50).map((line, index) => ({
        method: 'PATCH',
        path: `/api/carts/${cart.id}/lines/${line.id}`,
        body: { quantity: String(Number(line.quantity) * (1 + (index % 5))) },
      })),
  },
]

const pages = () => Array.from({ length: 20 }, (_, index) => index + 1)
