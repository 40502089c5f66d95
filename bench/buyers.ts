import { addLines, createCart, getCart, type Cart } from '@portal/api/carts.ts'
import type { Endpoint, InputOf, OutputOf } from '@portal/api/endpoint.ts'
import { signIn } from '@portal/api/identity.ts'
import { getCatalogue, type OfferItem } from '@portal/api/offer.ts'
import pg from 'pg'
import { demoPassword } from '../server/src/demo/people/users.ts'

/** Somebody who buys under a contract of his own, signed in, with goods of his assortment to ask for. */
export interface Buyer {
  email: string
  cookie: string
  /** in stock and with a price: what he can order */
  goods: OfferItem[]
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>
}

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
    if (goods.length >= wanted.goods) found.push({ ...buyer, goods })
    if (found.length === wanted.buyers) return found
  }
  throw new Error(`${found.length} buyers have ${wanted.goods} goods in stock; ${wanted.buyers} are needed`)
}

/** A new cart with the first `lineCount` goods, each in the least quantity that can be bought. */
export async function fillCart(buyer: Buyer, lineCount: number): Promise<Cart> {
  const { id: cartId } = await buyer.call(createCart, { body: { name: `bench ${lineCount}` } })
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

/** One for each contract in force that pays in advance, so that no credit limit ends the measurement. */
async function emailsOfBuyers(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ email: string }>(`
      select min(u.email) as email
      from organizations.members m
      join identity.users u on u.id = m.user_id
      join contracts.contracts c on c.company_id = m.company_id
      where m.role = 'buyer' and c.state = 'active' and c.payment_terms = 'prepaid' and c.assortment = 'all'
        and c.valid_from <= current_date and current_date < c.valid_until
      group by c.company_id order by 1 limit 40`)
    return rows.map((row) => row.email)
  } finally {
    await client.end()
  }
}

async function signedIn(url: string, email: string): Promise<Omit<Buyer, 'goods'>> {
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

async function goodsOf(buyer: Omit<Buyer, 'goods'>, wanted: number): Promise<OfferItem[]> {
  const goods: OfferItem[] = []
  for (let page = 1; goods.length < wanted; page++) {
    const { items } = await buyer.call(getCatalogue, {
      query: { page: String(page), perPage: '200', inStock: 'true' },
    } as never)
    if (items.length === 0) break
    goods.push(...items.filter((item) => item.price && item.article))
  }
  return goods.slice(0, wanted)
}
