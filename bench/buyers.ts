import { addLines, createCart, deleteCart, getCart, listCarts, type Cart } from '@portal/api/carts.ts'
import type { Endpoint, InputOf, OutputOf } from '@portal/api/endpoint.ts'
import { signIn } from '@portal/api/identity.ts'
import { getCatalogue, getCategories, type OfferItem } from '@portal/api/offer.ts'
import pg from 'pg'
import { demoPassword } from '../server/src/demo/people/users.ts'

/** Somebody who buys under a contract of his own, signed in, with goods of his assortment to ask for. */
export interface Buyer {
  email: string
  cookie: string
  /** in stock and with a price: what he can order */
  goods: OfferItem[]
  /** slugs of categories that he sees */
  categories: string[]
  /** values of two facets together, as the catalogue takes them */
  filters: string[]
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>
}

type Caller = Pick<Buyer, 'email' | 'cookie' | 'call'>

/** Buyers of different contracts of the demo company who may order and are offered at least this many goods. */
export async function findBuyers(
  url: string,
  databaseUrl: string,
  wanted: { buyers: number; goods: number },
): Promise<Buyer[]> {
  const found: Buyer[] = []
  for (const email of await emailsOfBuyers(databaseUrl)) {
    const buyer = await signedIn(url, email)
    const goods = await goodsOf(buyer, wanted.goods)
    if (goods.length < wanted.goods) continue
    found.push({ ...buyer, goods, categories: await categoriesOf(buyer), filters: await filtersOf(buyer) })
    if (found.length === wanted.buyers) return found
  }
  throw new Error(`${found.length} buyers have ${wanted.goods} goods in stock; ${wanted.buyers} are needed`)
}

/** A new cart with the first `lineCount` goods, each in the least quantity that can be bought. */
export async function fillCart(
  buyer: Buyer,
  lineCount: number,
  name: 'cart' | 'big cart' = 'cart',
): Promise<Cart> {
  const cartId = await emptyCart(buyer, `bench ${name}`)
  const rows = buyer.goods.slice(0, lineCount).map((item) => ({
    productId: item.productId,
    quantity: item.minQuantity ?? item.step ?? '1',
  }))
  await buyer.call(addLines, { params: { cartId }, body: { rows } })
  const cart = await buyer.call(getCart, { params: { cartId } })
  if (cart.lines.length !== lineCount)
    throw new Error(`the cart has ${cart.lines.length} of ${lineCount} lines`)
  return cart
}

/** A buyer keeps a limited number of open carts; those of a measurement that was broken off are thrown away first. */
async function emptyCart(buyer: Caller, name: string): Promise<string> {
  const { items } = await buyer.call(listCarts, {})
  for (const cart of items)
    if (cart.name.startsWith(name)) await buyer.call(deleteCart, { params: { cartId: cart.id } })
  return (await buyer.call(createCart, { body: { name } })).id
}

/** One for each contract in force that pays in advance, so that no credit limit ends the measurement; of all assortments. */
async function emailsOfBuyers(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ email: string }>(`
      select min(u.email) as email
      from organizations.members m
      join identity.users u on u.id = m.user_id
      join contracts.contracts c on c.company_id = m.company_id
      where m.role = 'buyer' and c.state = 'active' and c.payment_terms = 'prepaid'
        and c.valid_from <= current_date and current_date < c.valid_until
      group by c.company_id order by md5(min(u.email)) limit 60`)
    return rows.map((row) => row.email)
  } finally {
    await client.end()
  }
}

async function signedIn(url: string, email: string): Promise<Caller> {
  const answer = await fetch(`${url}/api${signIn.path}`, {
    method: signIn.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword }),
  })
  if (!answer.ok) throw new Error(`sign-in of ${email} answered ${answer.status}: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return {
    email,
    cookie,
    call: async (endpoint, input) => {
      const { params = {}, query = {}, body } = input as Record<string, Record<string, string>>
      const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!))
      const response = await fetch(`${url}/api${path}?${new URLSearchParams(query)}`, {
        method: endpoint.method,
        headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      if (!response.ok)
        throw new Error(`${endpoint.method} ${path} answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as never
    },
  }
}

async function goodsOf(buyer: Caller, wanted: number): Promise<OfferItem[]> {
  const goods: OfferItem[] = []
  for (let page = 1; goods.length < wanted; page++) {
    const { items, total } = await buyer.call(getCatalogue, {
      query: { page: String(page), perPage: '200', inStock: 'true' },
    } as never)
    goods.push(...items.filter((item) => item.price && item.article))
    if (page * 200 >= total) break
  }
  return goods.slice(0, wanted)
}

async function categoriesOf(buyer: Caller): Promise<string[]> {
  const { items } = await buyer.call(getCategories, {})
  return items.filter(({ count }) => count > 0).map(({ slug }) => slug)
}

/** Pairs of values that have something in common: each value of the greatest facet with one of another. */
async function filtersOf(buyer: Caller): Promise<string[]> {
  const facetsFor = async (filters?: string) =>
    (await buyer.call(getCatalogue, { query: { facets: 'true', ...(filters ? { filters } : {}) } } as never))
      .facets
  const greatest = (await facetsFor()).toSorted((a, b) => b.values.length - a.values.length)[0]
  const pairs: string[] = []
  for (const value of greatest?.values.slice(0, 10) ?? []) {
    const first = `${greatest!.key}:${value.id}`
    const other = (await facetsFor(first)).find(
      ({ key, values }) => key !== greatest!.key && values.length > 0,
    )
    if (other) pairs.push(`${first};${other.key}:${other.values[0]!.id}`)
  }
  return pairs.length > 0 ? pairs : ['']
}
