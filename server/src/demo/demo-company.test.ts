import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { decimal } from '#kernel/money.ts'
import { statusOf } from '#src/trade/orders/rules.ts'
import { innOfCompany, innOfTrader, ogrn } from './check-digits.ts'
import { demoCompany } from './demo-company.ts'
import type { DemoCompanyData } from './demo-data.ts'
import { profiles } from './profile.ts'

const today = '2026-11-24'
const demo = demoCompany(today, profiles.S)
const products = [...demo.products()]
const orders = [...demo.orders()]
const contracts = [...demo.contracts()]
const companies = [...demo.companies()]
const keys = (items: Iterable<{ key: string }>): Set<string> => new Set(Array.from(items, (item) => item.key))
const unique = (values: string[]): boolean => new Set(values).size === values.length

function fingerprint(data: DemoCompanyData): string {
  const hash = createHash('sha256')
  for (const part of Object.values(data) as unknown[]) {
    const items = typeof part === 'function' ? (part as () => Iterable<unknown>)() : [part]
    for (const item of items) hash.update(JSON.stringify(item))
  }
  return hash.digest('hex')
}

test('the same day gives the same company, another day another one', () => {
  const first = fingerprint(demo)
  expect(fingerprint(demoCompany(today, profiles.S))).toBe(first)
  expect(fingerprint(demoCompany('2026-11-25', profiles.S))).not.toBe(first)
})

test('parts can be walked again and give the same', () => {
  expect([...demo.products()]).toEqual(products)
  expect([...demo.orders()].length).toBe(orders.length)
})

test('it is as big as the profile says', () => {
  const leaves = demo.categories.filter(({ key }) => !demo.categories.some(({ parent }) => parent === key))
  expect(products.length).toBe(3_000)
  expect(leaves.length).toBeGreaterThan(85)
  expect(demo.warehouses.length).toBe(3)
  expect(demo.priceLists.filter(({ seller }) => seller === 'kr').length).toBe(4)
  expect(demo.groups.length).toBe(2)
  expect(companies.length).toBe(5)
  expect(contracts.length).toBe(8)
  expect(demo.pictures.length).toBeGreaterThan(120)
  expect(orders.length).toBeGreaterThan(400)
})

test('every leaf category has goods, and only leaves have', () => {
  const parents = new Set(demo.categories.map(({ parent }) => parent))
  const filled = new Set(products.map(({ category }) => category))
  for (const { key } of demo.categories) expect([key, filled.has(key)]).toEqual([key, !parents.has(key)])
})

test('everything that is named exists', () => {
  const known = {
    product: keys(products),
    unit: keys(demo.units),
    category: keys(demo.categories),
    brand: keys(demo.brands),
    family: keys(demo.families()),
    certificate: keys(demo.certificates),
    manual: keys(demo.manuals),
    video: keys(demo.videos),
    picture: keys(demo.pictures),
    seller: keys(demo.sellers),
    list: keys(demo.priceLists),
    warehouse: keys(demo.warehouses),
    company: keys(companies),
    contract: keys(contracts),
    group: keys(demo.groups),
    user: keys(demo.users()),
    point: keys(companies.flatMap(({ deliveryPoints }) => deliveryPoints)),
  }
  const missing: string[] = []
  const need = (kind: keyof typeof known, key: string | null): void => {
    if (key !== null && !known[kind].has(key)) missing.push(`${kind} ${key}`)
  }
  for (const product of products) {
    need('category', product.category)
    need('brand', product.brand)
    need('seller', product.seller)
    need('family', product.family)
    need('unit', product.baseUnit)
    for (const { unit } of product.packagings) need('unit', unit)
    for (const key of product.certificates) need('certificate', key)
    for (const key of product.manuals) need('manual', key)
    for (const key of product.videos) need('video', key)
    for (const key of product.pictures) need('picture', key)
  }
  for (const link of demo.links()) {
    need('product', link.from)
    need('product', link.to)
    if (link.from === link.to) missing.push(`${link.from} stands for itself`)
  }
  for (const { product } of demo.crossReferences()) need('product', product)
  for (const stock of demo.stock()) {
    need('product', stock.product)
    need('warehouse', stock.warehouse)
  }
  for (const row of demo.prices()) {
    need('product', row.product)
    need('list', row.list)
    need('unit', row.unit)
  }
  for (const contract of contracts) {
    need('company', contract.company)
    need('seller', contract.seller)
    need('list', contract.priceList)
    for (const rule of contract.specification) {
      if ('category' in rule.target) need('category', rule.target.category)
      if ('brand' in rule.target) need('brand', rule.target.brand)
      if ('product' in rule.target) need('product', rule.target.product)
    }
    for (const { product } of contract.fixedPrices) need('product', product)
  }
  for (const user of demo.users()) {
    for (const membership of user.memberships) {
      need('company', membership.company)
      need('group', membership.group)
    }
  }
  for (const order of orders) {
    need('contract', order.contract)
    need('company', order.company)
    need('point', order.deliveryPoint)
    need('user', order.author)
    for (const line of order.lines) need('product', line.product)
  }
  expect(missing).toEqual([])
})

test.each(['S', 'M'] as const)('articles, barcodes and manufacturer codes are unique (%s)', (name) => {
  const all = [...demoCompany(today, profiles[name]).products()]
  expect(all.length).toBe(profiles[name].products)
  expect(unique(all.map(({ article }) => article))).toBe(true)
  expect(unique(all.map(({ seller, manufacturerCode }) => `${seller}/${manufacturerCode}`))).toBe(true)
  expect(unique(all.flatMap((p) => [p.barcode, ...p.packagings.map(({ barcode }) => barcode!)]))).toBe(true)
})

test('articles are as varied as in life', () => {
  const articles = products.map(({ article }) => article)
  for (const kind of [/^0/, /-/, /\//, /[А-Я]/]) {
    expect(articles.filter((article) => kind.test(article)).length).toBeGreaterThan(200)
  }
})

test('check digits of barcodes and requisites are right', () => {
  for (const { barcode } of products) {
    const sum = [...barcode].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0)
    expect([barcode.length, sum % 10]).toEqual([13, 0])
  }
  for (const { inn, kpp, ogrn: number, kind } of [
    ...companies,
    ...demo.sellers.map((seller) => ({ ...seller, kind: 'legal' })),
  ]) {
    expect(kind === 'legal' ? innOfCompany(inn.slice(0, 9)) : innOfTrader(inn.slice(0, 10))).toBe(inn)
    expect(ogrn(number.slice(0, -1))).toBe(number)
    expect(number.length).toBe(kind === 'legal' ? 13 : 15)
    expect(kind === 'legal').toBe(/^\d{9}$/.test(kpp ?? ''))
  }
})

test('check digits are those of published examples', () => {
  expect(innOfCompany('770708389')).toBe('7707083893')
  expect(innOfTrader('5001007322')).toBe('500100732259')
  expect(ogrn('102770013219')).toBe('1027700132195')
})

test('a price falls from tier to tier, and a box is never dearer than its pieces', () => {
  const wrong: string[] = []
  const byProduct = Map.groupBy(demo.prices(), (row) => `${row.list}/${row.product}/${row.validFrom}`)
  const factors = new Map(
    products.flatMap((p) => p.packagings.map((pack) => [`${p.key}/${pack.unit}`, pack.factor])),
  )
  for (const [key, rows] of byProduct) {
    const perBase = rows.map((row) => {
      const factor = row.unit === rows[0]!.unit ? 1 : factors.get(`${row.product}/${row.unit}`)!
      return Number(row.amount) / Number(row.perQuantity) / factor
    })
    if (perBase.some((price, i) => !(price > 0) || (i > 0 && price >= perBase[i - 1]!))) wrong.push(key)
  }
  expect(wrong).toEqual([])
  expect(byProduct.size).toBeGreaterThan(10_000)
})

test('every product has a price in the base list of its seller', () => {
  const bases = new Set(demo.priceLists.filter(({ base }) => base).map(({ key }) => key))
  const priced = new Set(
    Array.from(demo.prices())
      .filter(({ list }) => bases.has(list))
      .map(({ product }) => product),
  )
  expect(products.filter(({ key }) => !priced.has(key))).toEqual([])
})

test('packagings grow by whole factors, and the step divides the minimum', () => {
  for (const product of products) {
    const factors = product.packagings.map(({ factor }) => factor)
    expect(factors).toEqual([...factors].sort((a, b) => a - b))
    expect(factors.every(Number.isInteger)).toBe(true)
    expect(Number(product.minimum) % Number(product.step)).toBe(0)
  }
})

test('the sums of an order are the sums of its lines, and its quantities add up', () => {
  for (const order of orders) {
    const sum = (part: 'net' | 'vat' | 'gross'): string =>
      (order.lines.reduce((total, line) => total + Math.round(Number(line[part]) * 100), 0) / 100).toFixed(2)
    expect([order.net, order.vat, order.gross]).toEqual([sum('net'), sum('vat'), sum('gross')])
    for (const line of order.lines) {
      const parts =
        Number(line.reserved) + Number(line.picking) + Number(line.shipped) + Number(line.cancelled)
      expect(parts).toBeLessThanOrEqual(Number(line.quantity))
      expect(Number(line.delivered)).toBeLessThanOrEqual(Number(line.shipped))
      // prices have four digits at most, so that the product of whole numbers is exact
      const kopecks = Math.round((Math.round(Number(line.price) * 10_000) * Number(line.quantity)) / 100)
      expect((kopecks / 100).toFixed(2)).toBe(line.gross)
    }
  }
})

test('orders have 10 to 60 lines, one seller and a contract that held on their day', () => {
  const byKey = new Map(contracts.map((contract) => [contract.key, contract]))
  const sellerOf = new Map(products.map(({ key, seller }) => [key, seller]))
  for (const order of orders) {
    const contract = byKey.get(order.contract)!
    expect(order.lines.length).toBeGreaterThanOrEqual(10)
    expect(order.lines.length).toBeLessThanOrEqual(60)
    expect(order.lines.every(({ product }) => sellerOf.get(product) === contract.seller)).toBe(true)
    expect(order.placedAt.slice(0, 10) >= contract.validFrom).toBe(true)
    expect(contract.validUntil === null || order.placedAt.slice(0, 10) < contract.validUntil).toBe(true)
  }
})

test('nothing has happened after today, and numbers grow with time', () => {
  expect(orders.every((order) => order.events.every(({ at }) => at < `${today}T12:00:00Z`))).toBe(true)
  const days = orders.map(({ placedAt }) => placedAt.slice(0, 10))
  expect(days).toEqual([...days].sort())
  expect(unique(orders.map(({ number }) => number))).toBe(true)
})

test('eighteen months hold habits, lost products and clusters of near-identical orders', () => {
  for (const company of companies) {
    const own = orders.filter((order) => order.company === company.key && order.status !== 'cancelled')
    const days = new Map<string, string[]>()
    for (const order of own) {
      for (const { product } of order.lines) {
        days.set(product, [...(days.get(product) ?? []), order.placedAt.slice(0, 10)])
      }
    }
    const habits = [...days.values()].filter((bought) => bought.length >= 6)
    expect(habits.length).toBeGreaterThan(40)
    expect(habits.some((bought) => bought.at(-1)! < '2026-08-01')).toBe(true)

    const sets = own
      .filter((order) => order.placedAt > '2026-01')
      .map((order) => new Set(order.lines.map(({ product }) => product)))
    const alike = Math.max(...sets.map((set) => sets.filter((other) => jaccard(set, other) >= 0.8).length))
    expect(alike).toBeGreaterThanOrEqual(3)
  }
})

test('a status is what the portal would derive from the lines', () => {
  const wrong = orders.filter(
    (order) =>
      order.status !==
      statusOf(
        order.lines.map((line) => ({
          quantity: decimal(line.quantity),
          reserved: decimal(line.reserved),
          picking: decimal(line.picking),
          shipped: decimal(line.shipped),
          delivered: decimal(line.delivered),
          cancelled: decimal(line.cancelled),
        })),
        order.status !== 'new',
      ),
  )
  expect(wrong.map(({ number, status }) => `${number} ${status}`)).toEqual([])
})

test('open orders wait in every state', () => {
  const states = new Set(orders.map(({ status }) => status))
  for (const status of ['new', 'in_work', 'partly_shipped', 'shipped', 'delivered', 'cancelled']) {
    expect(states).toContain(status)
  }
  expect(new Set(orders.map(({ origin }) => origin))).toEqual(new Set(['portal', 'erp', 'phone', 'mail']))
})

test('VAT is of the day and of the regime', () => {
  const rates = (when: (at: string) => boolean, seller: string): Set<string> =>
    new Set(
      orders
        .filter((order) => order.seller === seller && when(order.placedAt))
        .flatMap((order) => order.lines.map((line) => line.vatPercent)),
    )
  expect(rates((at) => at < '2025-12-31', 'kr')).toEqual(new Set(['20']))
  expect(rates((at) => at >= '2026-01-02', 'kr')).toEqual(new Set(['22']))
  expect(rates(() => true, 'kr-tools')).toEqual(new Set(['5']))
  expect(products.filter(({ vatClass }) => vatClass === 'reduced').length).toBeGreaterThan(3)
})

function jaccard(a: Set<string>, b: Set<string>): number {
  const both = [...a].filter((item) => b.has(item)).length
  return both / (a.size + b.size - both)
}
