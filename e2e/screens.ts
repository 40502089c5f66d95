import type { Page } from 'playwright-core'

/** A screen to take a picture of: who looks, and where it is. */
export interface Screen {
  name: string
  /** the first part of a demo sign-in; undefined = a guest */
  as?: string
  /** an address, or how to find one */
  path: string | ((page: Page) => Promise<string>)
}

/** The first object that a list of the API names, as an address; `of` builds it. */
function first<Row>(list: string, of: (row: Row) => string): Screen['path'] {
  return async (page) => {
    const answer = await page.request.get(`/api${list}`)
    const { items } = (await answer.json()) as { items?: Row[] }
    if (!items?.[0]) throw new Error(`${list} names nothing (${answer.status()})`)
    return of(items[0])
  }
}

interface Identified {
  id: string
}

/** Every screen of the portal, in the order in which people meet them. */
export const screens: readonly Screen[] = [
  { name: 'start', path: '/' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'not-found', path: '/nowhere' },
  { name: 'home', as: 'director', path: '/home' },
  { name: 'catalogue', as: 'buyer', path: '/catalogue' },
  { name: 'catalogue-search', as: 'buyer', path: '/catalogue?search=кабель' },
  { name: 'catalogue-empty', as: 'buyer', path: '/catalogue?search=щщщщщ' },
  {
    name: 'product',
    as: 'buyer',
    path: first<{ slug: string }>('/catalogue', ({ slug }) => `/catalogue/products/${slug}`),
  },
  { name: 'product-absent', as: 'buyer', path: '/catalogue/products/nowhere' },
  { name: 'carts', as: 'buyer', path: '/carts' },
  { name: 'cart', as: 'buyer', path: first<Identified>('/carts', ({ id }) => `/carts/${id}`) },
  { name: 'orders', as: 'buyer', path: '/orders' },
  { name: 'order', as: 'buyer', path: first<Identified>('/orders', ({ id }) => `/orders/${id}`) },
  { name: 'office-today', as: 'manager', path: '/office' },
  { name: 'office-orders', as: 'manager', path: '/office/orders' },
  {
    name: 'office-order',
    as: 'manager',
    path: first<Identified>('/office/orders', ({ id }) => `/office/orders/${id}`),
  },
  { name: 'exchange', as: 'admin', path: '/office/exchange' },
]
