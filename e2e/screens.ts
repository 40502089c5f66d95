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

interface Named {
  slug: string
}

/** A cart with a dozen lines: the demo company's buyers have ordered theirs. */
async function filledCart(page: Page): Promise<string> {
  const { items: carts } = (await (await page.request.get('/api/carts')).json()) as { items: Identified[] }
  if (carts[0]) return `/carts/${carts[0].id}`
  const cart = (await (
    await page.request.post('/api/carts', { data: { name: 'Объект «Лесной»' } })
  ).json()) as Identified
  const offered = (await (await page.request.get('/api/catalogue?inStock=true')).json()) as {
    items: { productId: string }[]
  }
  const rows = offered.items
    .slice(0, 12)
    .map(({ productId }, i) => ({ productId, quantity: String((i + 1) * 10) }))
  await page.request.post(`/api/carts/${cart.id}/lines`, { data: { rows } })
  return `/carts/${cart.id}`
}

/** A list of articles as a buyer keeps it: most are found, some are not. */
async function readUpload(page: Page): Promise<string> {
  const offered = (await (await page.request.get('/api/catalogue?inStock=true')).json()) as {
    items: { article: string | null }[]
  }
  const rows = offered.items.slice(0, 12).map(({ article }, i) => `${article ?? ''};${(i + 1) * 10}`)
  const list = ['Артикул;Количество', ...rows, 'НЕТ-ТАКОГО;5', `${offered.items[0]?.article};-1`].join('\n')
  const answer = await page.request.post('/api/uploads', {
    multipart: { file: { name: 'заявка.csv', mimeType: 'text/csv', buffer: Buffer.from(list) } },
  })
  const { id } = (await answer.json()) as Identified
  const state = async () =>
    ((await (await page.request.get(`/api/uploads/${id}`)).json()) as { state: string }).state
  while (['queued', 'reading'].includes(await state())) await page.waitForTimeout(100)
  return `/quick-order/upload/${id}`
}

const byId = (list: string, folder: string, rest = '') =>
  first<Identified>(list, ({ id }) => `${folder}/${id}${rest}`)

/** Every screen of the portal, in the order in which people meet them. */
export const screens: readonly Screen[] = [
  { name: 'start', path: '/' },
  { name: 'products', path: '/products' },
  { name: 'category', path: first<Named>('/categories', ({ slug }) => `/categories/${slug}`) },
  { name: 'product', path: first<Named>('/catalogue', ({ slug }) => `/products/${slug}`) },
  { name: 'become-a-customer', path: '/become-a-customer' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'forgotten-password', path: '/password-resets' },
  { name: 'password-link-gone', path: '/password-resets/no-such-link' },
  { name: 'invitation-gone', path: '/invitations/no-such-link' },
  { name: 'subscription-link-gone', path: '/subscriptions/off/no-such-link-is-known' },
  { name: 'not-found', path: '/nowhere' },

  { name: 'home', as: 'director', path: '/home' },
  { name: 'catalogue', as: 'buyer', path: '/catalogue' },
  { name: 'on-the-way', as: 'buyer', path: '/on-the-way' },
  { name: 'calendar-on-the-way', as: 'buyer', path: '/on-the-way?tab=calendar' },
  { name: 'catalogue-cards', as: 'buyer', path: '/catalogue?view=cards' },
  { name: 'catalogue-search', as: 'buyer', path: '/catalogue?search=кабель' },
  { name: 'catalogue-nothing', as: 'buyer', path: '/catalogue?search=щщщщщ' },
  {
    name: 'own-product',
    as: 'buyer',
    path: first<Named>('/catalogue?inStock=true', ({ slug }) => `/catalogue/products/${slug}`),
  },
  {
    name: 'own-product-variants',
    as: 'buyer',
    path: first<Named>(
      '/catalogue?search=автоматический выключатель',
      ({ slug }) => `/catalogue/products/${slug}`,
    ),
  },
  { name: 'quick-order', as: 'buyer', path: '/quick-order' },
  { name: 'upload-start', as: 'buyer', path: '/quick-order/upload' },
  { name: 'upload', as: 'buyer', path: readUpload },
  { name: 'cart', as: 'buyer', path: filledCart },
  { name: 'carts', as: 'buyer', path: '/carts' },
  { name: 'orders', as: 'buyer', path: '/orders' },
  { name: 'order', as: 'buyer', path: byId('/orders', '/orders') },
  { name: 'orders-without-prices', as: 'viewer', path: '/orders' },
  { name: 'subscriptions', as: 'buyer', path: '/subscriptions' },
  { name: 'price-files', as: 'buyer', path: '/price-files' },
  { name: 'price-file-new', as: 'buyer', path: '/price-files/new' },
  { name: 'price-file', as: 'buyer', path: byId('/price-file-profiles', '/price-files') },
  { name: 'price-file-mail', as: 'buyer', path: byId('/price-file-profiles', '/price-files', '?tab=mail') },
  { name: 'price-file-feeds', as: 'buyer', path: byId('/price-file-profiles', '/price-files', '?tab=feeds') },
  { name: 'company', as: 'director', path: '/company' },
  { name: 'own-part-numbers', as: 'buyer', path: '/company?tab=numbers' },
  { name: 'profile', as: 'buyer', path: '/profile' },

  { name: 'office-today', as: 'manager', path: '/office' },
  { name: 'office-orders', as: 'manager', path: '/office/orders' },
  { name: 'office-order', as: 'manager', path: byId('/office/orders', '/office/orders') },
  { name: 'office-cross-references', as: 'manager', path: '/office/cross-references' },
  { name: 'office-families', as: 'manager', path: '/office/families' },
  { name: 'office-family-proposals', as: 'manager', path: '/office/families?tab=proposals' },
  { name: 'office-family', as: 'manager', path: byId('/office/families', '/office/families') },
  { name: 'office-waiting', as: 'manager', path: '/office/waiting' },
  {
    name: 'office-waiting-queue',
    as: 'manager',
    path: first<{ productId: string }>('/office/waiting', ({ productId }) => `/office/waiting/${productId}`),
  },
  { name: 'office-customers', as: 'manager', path: '/office/customers' },
  { name: 'office-customer', as: 'manager', path: byId('/office/companies', '/office/customers') },
  {
    name: 'office-customer-people',
    as: 'manager',
    path: byId('/office/companies', '/office/customers', '?tab=people'),
  },
  {
    name: 'office-customer-price-files',
    as: 'manager',
    path: byId('/office/companies', '/office/customers', '?tab=priceFiles'),
  },
  { name: 'office-groups', as: 'manager', path: '/office/groups' },
  { name: 'office-group', as: 'manager', path: byId('/office/groups', '/office/groups') },
  { name: 'office-contracts', as: 'manager', path: '/office/contracts' },
  { name: 'office-contract', as: 'manager', path: byId('/office/contracts', '/office/contracts') },
  {
    name: 'office-contract-specification',
    as: 'manager',
    path: byId('/office/contracts', '/office/contracts', '?tab=specification'),
  },
  {
    name: 'office-contract-prices',
    as: 'manager',
    path: byId('/office/contracts', '/office/contracts', '?tab=prices'),
  },
  {
    name: 'office-contract-absent',
    as: 'manager',
    path: byId('/office/contracts', '/office/contracts', '?tab=absent'),
  },
  {
    name: 'office-new-contract',
    as: 'manager',
    path: first<Identified>('/office/companies', ({ id }) => `/office/contracts/new?company=${id}`),
  },
  { name: 'office-applications', as: 'manager', path: '/office/applications' },
  { name: 'office-products', as: 'manager', path: '/office/products' },
  { name: 'office-product', as: 'manager', path: byId('/office/products', '/office/products') },
  { name: 'office-documents', as: 'manager', path: '/office/documents' },
  { name: 'office-documents-none', as: 'manager', path: '/office/documents?state=unused' },
  { name: 'office-document', as: 'manager', path: byId('/office/documents', '/office/documents') },
  { name: 'office-search', as: 'manager', path: '/office/search' },
  { name: 'office-search-empty', as: 'manager', path: '/office/search?tab=empty' },
  { name: 'office-lots', as: 'manager', path: '/office/lots' },
  { name: 'office-absent-rules', as: 'manager', path: '/office/absent-rules' },
  { name: 'office-demand', as: 'manager', path: '/office/demand' },
  { name: 'office-price-lists', as: 'manager', path: '/office/price-lists' },
  { name: 'office-price-list', as: 'manager', path: byId('/office/price-lists', '/office/price-lists') },
  { name: 'office-warehouses', as: 'manager', path: '/office/warehouses' },
  { name: 'office-regions', as: 'manager', path: '/office/warehouses?tab=regions' },
  { name: 'office-supplier-prices', as: 'manager', path: '/office/supplier-prices' },
  {
    name: 'office-supplier-source',
    as: 'manager',
    path: byId('/office/feeds/sources', '/office/supplier-prices'),
  },
  {
    name: 'office-supplier-file',
    as: 'manager',
    path: byId('/office/feeds/imports', '/office/supplier-prices/files'),
  },
  {
    name: 'office-supplier-settings',
    as: 'manager',
    path: byId('/office/feeds/sources', '/office/supplier-prices', '?tab=settings'),
  },
  { name: 'office-rates', as: 'manager', path: '/office/rates' },
  { name: 'office-floor-prices', as: 'manager', path: '/office/floor-prices' },
  { name: 'office-vat-rates', as: 'admin', path: '/office/vat-rates' },
  { name: 'office-vat-classes', as: 'manager', path: '/office/vat-rates?tab=goods' },
  { name: 'office-stock-display', as: 'manager', path: '/office/stock-display' },
  { name: 'office-exchange', as: 'admin', path: '/office/exchange' },
  { name: 'office-mails', as: 'admin', path: '/office/mails' },
  { name: 'office-jobs', as: 'admin', path: '/office/jobs' },
]
