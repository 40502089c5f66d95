import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { Fraction } from './fraction.ts'

/**
 * The resolution of a price, slow and obvious: everything is read from the tables, and one rule after another is applied to
 * rows. It shares no code with the portal, so that the two can be set against each other.
 */

type Row = Record<string, string | null>
export type Tables = Record<(typeof names)[number], Row[]>

const names = [
  'pricing.price_lists',
  'pricing.prices',
  'pricing.assignments',
  'pricing.rate_sources',
  'pricing.exchange_rates',
  'pricing.volume_discounts',
  'pricing.floors',
  'contracts.contracts',
  'contracts.fixed_prices',
  'contracts.category_discounts',
  'contracts.volume_discounts',
  'catalog.products',
  'catalog.product_categories',
  'catalog.categories',
  'catalog.packagings',
  'catalog.vat_rates',
  'catalog.vat_class_changes',
  'organizations.companies',
  'sellers.sellers',
] as const

/** Every row of the tables that prices rest on, every value as text. */
export async function readTables(db: Db): Promise<Tables> {
  const tables: Partial<Tables> = {}
  for (const name of names) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(name)} t`.execute(db)
    tables[name] = rows.map(({ row }) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          value === null ? null : Array.isArray(value) ? value.join(' ') : String(value),
        ]),
      ),
    )
  }
  return tables as Tables
}

export interface SlowLine {
  productId: string
  packagingId: string
  quantity: string
}

const base = '00000000-0000-0000-0000-000000000000'
const nil = new Fraction(0n)
const one = new Fraction(1n)
const hundred = new Fraction(100n)
const millionth = new Fraction(1n, 1_000_000n)
const percent = (text: string) => Fraction.of(text).over(hundred)
const least = (a: Fraction, b: Fraction) => (a.compare(b) <= 0 ? a : b)

/** The price of one of the unit of `cart[index]` for a contract on a day, or null: on request. */
export function slowPrice(
  tables: Tables,
  contractId: string,
  cart: readonly SlowLine[],
  index: number,
  day: string,
  only: { baseList?: boolean } = {},
): { price: string; includesVat: boolean } | null {
  const line = cart[index]!
  const contract = tables['contracts.contracts'].find((row) => row['id'] === contractId)!
  const product = tables['catalog.products'].find((row) => row['id'] === line.productId)!
  const seller = tables['sellers.sellers'].find((row) => row['id'] === contract['seller_id'])!
  if (product['seller_id'] !== seller['id']) return null
  const currency = contract['currency']!
  const quantity = Fraction.of(line.quantity)
  const factor = factorOf(tables, line)
  if (!factor) return null
  const inForce = (row: Row) =>
    (row['valid_from'] === '-infinity' || row['valid_from']! <= day) &&
    (row['valid_until'] === 'infinity' || day < row['valid_until']!)
  const categories = tables['catalog.product_categories']
    .filter((row) => row['product_id'] === product['id'])
    .flatMap((row) => categoryOf(tables, row['category_id'])['ancestors']!.split(' '))
  const export0 = contract['vat_terms'] === 'export'
  const changedClass = tables['catalog.vat_class_changes']
    .filter((row) => row['product_id'] === product['id'] && row['valid_from']! <= day)
    .toSorted((a, b) => (a['valid_from']! < b['valid_from']! ? 1 : -1))[0]
  const vat = tables['catalog.vat_rates']
    .filter(
      (row) =>
        row['vat_class'] === (changedClass ?? product)['vat_class'] &&
        row['regime'] === seller['vat_regime'] &&
        row['valid_from']! <= day,
    )
    .toSorted((a, b) => (a['valid_from']! < b['valid_from']! ? 1 : -1))[0]
  const rate = vat?.['rate'] ? percent(vat['rate']) : null

  // a list as it stands today: the latest edition in force
  const editionOf = (id: string | null, kind: string): Row | undefined => {
    const named = tables['pricing.price_lists'].find((row) => row['id'] === id)
    const rootId = named?.['edition_of'] ?? named?.['id']
    const root = tables['pricing.price_lists'].find((row) => row['id'] === rootId)
    if (!root || root['active'] !== 'true' || root['kind'] !== kind) return undefined
    return tables['pricing.price_lists']
      .filter((row) => row['id'] === rootId || row['edition_of'] === rootId)
      .filter((row) => row['active'] === 'true' && inForce(row))
      .toSorted((a, b) => {
        const [x, y] = [a, b].map((row) => (row['valid_from'] === '-infinity' ? '' : row['valid_from']!))
        return x === y ? (a['id']! < b['id']! ? 1 : -1) : x! < y! ? 1 : -1
      })[0]
  }

  const exchange = (list: Row): Fraction | null => {
    if (list['currency'] === currency) return one
    const source = tables['pricing.rate_sources'].find(
      (row) =>
        row['id'] === list['rate_source_id'] &&
        row['currency'] === list['currency'] &&
        row['to_currency'] === currency,
    )
    if (!source) return null
    const known = tables['pricing.exchange_rates']
      .filter((row) => row['rate_source_id'] === source['id'] && row['valid_from']! <= day)
      .toSorted((a, b) => (a['valid_from']! < b['valid_from']! ? 1 : -1))[0]
    return known ? Fraction.of(known['rate']!).over(Fraction.of(known['units']!)) : null
  }

  // what of the cart counts for a list's tiers, in base units
  const counted = (tiersBy: string | null): Fraction => {
    const family = (id: string) => {
      const row = tables['catalog.products'].find((each) => each['id'] === id)!
      return `${row['family_id'] ?? row['id']} ${row['base_unit_id']}`
    }
    return cart.reduce((sum, other, place) => {
      const counts =
        place === index ||
        (tiersBy === 'product' && other.productId === line.productId) ||
        (tiersBy === 'family' && family(other.productId) === family(line.productId))
      const unit = counts ? factorOf(tables, other) : null
      return unit ? sum.plus(Fraction.of(other.quantity).times(unit)) : sum
    }, nil)
  }

  const best = (rows: Row[], reached: Fraction): Row | undefined =>
    rows
      .filter((row) => Fraction.of(row['amount']!).compare(nil) > 0)
      .filter((row) => Fraction.of(row['min_quantity'] ?? '0').compare(reached) <= 0)
      .toSorted((a, b) => {
        const more = Fraction.of(b['min_quantity'] ?? '0').compare(Fraction.of(a['min_quantity'] ?? '0'))
        const start = (row: Row) => (row['valid_from'] === '-infinity' ? '' : row['valid_from']!)
        return more || (start(a) < start(b) ? 1 : -1)
      })[0]

  const written = (rows: Row[], units: Fraction): Fraction | null => {
    const per = (row: Row) => Fraction.of(row['amount']!).over(Fraction.of(row['per_quantity'] ?? '1'))
    const own = best(
      rows.filter((row) => row['packaging_id'] === line.packagingId),
      units.over(factor),
    )
    if (own) return per(own).nearest(millionth)
    const whole = best(
      rows.filter((row) => row['packaging_id'] === base),
      units,
    )
    return whole ? per(whole).times(factor).nearest(millionth) : null
  }

  const priceIn = (list: Row, units: Fraction): Fraction | null => {
    const rows = tables['pricing.prices'].filter(
      (row) => row['price_list_id'] === list['id'] && row['product_id'] === product['id'] && inForce(row),
    )
    const inList = written(rows, units)
    const rateOfDay = exchange(list)
    if (!inList || !rateOfDay) return null
    const converted = list['currency'] === currency ? inList : inList.times(rateOfDay).nearest(millionth)
    const bare =
      export0 && list['includes_vat'] === 'true' && rate
        ? converted.over(one.plus(rate)).nearest(millionth)
        : converted
    return bare.compare(nil) > 0 ? bare : null
  }
  const withVat = (list: Row) => list['includes_vat'] === 'true' && !export0

  // whose lists answer, the nearest first
  const company = tables['organizations.companies'].find((row) => row['id'] === contract['company_id'])!
  const assigned = (matches: (row: Row) => boolean) =>
    tables['pricing.assignments'].filter(matches).map((row) => row['price_list_id']!)
  const ofSeller = (id: string) =>
    tables['pricing.price_lists'].find((row) => row['id'] === id)?.['seller_id'] === seller['id']
  const baseList = tables['pricing.price_lists'].find(
    (row) => row['is_base'] === 'true' && row['seller_id'] === seller['id'],
  )
  const levels = [
    contract['price_list_id'] ? [contract['price_list_id']] : [],
    assigned((row) => row['company_id'] === company['id']),
    assigned((row) => row['group_id'] !== null && row['group_id'] === company['group_id']),
    assigned((row) => row['segment'] !== null && row['segment'] === company['segment']),
    baseList ? [baseList['id']!] : [],
  ].map((ids) =>
    ids
      .filter(ofSeller)
      .map((id) => editionOf(id, 'sale'))
      .filter((list) => list !== undefined)
      .filter((list) => exchange(list) !== null),
  )
  const inOrder = (lists: Row[]) =>
    lists.toSorted((a, b) => (a['name'] === b['name'] ? 0 : a['name']! < b['name']! ? -1 : 1))

  const floorFor = (includesVat: boolean): Fraction | null => {
    const own = tables['pricing.floors'].filter((row) => row['seller_id'] === seller['id'])
    const depth = (row: Row) =>
      row['category_id'] ? categoryOf(tables, row['category_id'])['ancestors']!.split(' ').length : 0
    const rule =
      own.find((row) => row['product_id'] === product['id']) ??
      own
        .filter((row) => row['category_id'] !== null && categories.includes(row['category_id']!))
        .toSorted((a, b) => depth(b) - depth(a) || (a['id']! < b['id']! ? -1 : 1))[0] ??
      own.find((row) => row['product_id'] === null && row['category_id'] === null)
    if (!rule) return null
    const asked = (price: Fraction, has: boolean) => {
      if (has === includesVat || !rate) return price
      return includesVat ? price.times(one.plus(rate)) : price.over(one.plus(rate))
    }
    if (rule['amount']) {
      if (rule['currency'] !== currency) return null
      const amount = Fraction.of(rule['amount']).times(factor)
      return asked(amount, rule['includes_vat'] === 'true').upTo(millionth)
    }
    const list = editionOf(rule['cost_list_id']!, 'cost')
    const cost = list && priceIn(list, quantity.times(factor))
    if (!cost) return null
    return asked(cost.times(one.plus(percent(rule['markup_percent']!))), withVat(list)).upTo(millionth)
  }

  // 1. fixed in the contract
  if (!only.baseList) {
    const agreed = tables['contracts.fixed_prices'].filter(
      (row) => row['contract_id'] === contractId && row['product_id'] === product['id'] && inForce(row),
    )
    const fixed = written(agreed, quantity.times(factor))
    if (fixed) {
      const nearest = levels.map(inOrder).find((lists) => lists.length > 0)?.[0]
      const includesVat = (nearest ? nearest['includes_vat'] === 'true' : true) && !export0
      const floor = contract['fixed_price_guard'] === 'guarded' ? floorFor(includesVat) : null
      const price = floor && floor.compare(fixed) > 0 ? floor.upTo(new Fraction(1n, 100n)) : fixed
      return { price: price.toString(), includesVat }
    }
  }

  // 2. the nearest level that has a price; within it the lowest, compared with VAT
  const gross = (list: Row, price: Fraction) => (withVat(list) || !rate ? price : price.times(one.plus(rate)))
  let answer: { list: Row; price: Fraction } | null = null
  for (const lists of only.baseList ? levels.slice(4) : levels) {
    for (const list of inOrder(lists)) {
      const price = priceIn(list, counted(list['tiers_by'] ?? null))
      if (price && (!answer || gross(list, price).compare(gross(answer.list, answer.price)) < 0))
        answer = { list, price }
    }
    if (answer) break
  }
  if (!answer) return null
  const { list, price } = answer

  // 3. discounts: the best of those that compete, and all that add
  const discounts: { percent: Fraction; stacking: string }[] = []
  if (!only.baseList) {
    discounts.push({
      percent: percent(contract['discount_percent']!),
      stacking: contract['discount_stacking']!,
    })
    const ofCategory = tables['contracts.category_discounts']
      .filter((row) => row['contract_id'] === contractId && categories.includes(row['category_id']!))
      .toSorted((a, b) => {
        const [x, y] = [a, b].map((row) => categoryOf(tables, row['category_id']!)['ancestors']!.split(' '))
        return y!.length - x!.length || percent(b['percent']!).compare(percent(a['percent']!))
      })[0]
    if (ofCategory)
      discounts.push({ percent: percent(ofCategory['percent']!), stacking: ofCategory['stacking']! })
    const reached = [
      ...tables['contracts.volume_discounts'].filter((row) => row['contract_id'] === contractId),
      ...tables['pricing.volume_discounts'].filter((row) => row['price_list_id'] === list['id']),
    ]
      .filter((row) => row['category_id'] === null || categories.includes(row['category_id']!))
      .filter((row) => row['brand_id'] === null || row['brand_id'] === product['brand_id'])
      .filter((row) => {
        const has = row['counted_by'] === 'sum' ? price.times(quantity) : quantity.times(factor)
        return Fraction.of(row['threshold']!).compare(has) <= 0
      })
      .toSorted(
        (a, b) =>
          percent(b['percent']!).compare(percent(a['percent']!)) ||
          (a['stacking']! < b['stacking']! ? -1 : 1),
      )[0]
    if (reached) discounts.push({ percent: percent(reached['percent']!), stacking: reached['stacking']! })
  }
  const sum = (all: Fraction[]) => all.reduce((total, each) => total.plus(each), nil)
  const competing = discounts.filter((each) => each.stacking === 'best').map((each) => each.percent)
  const adding = discounts.filter((each) => each.stacking === 'add').map((each) => each.percent)
  const greatest = competing.reduce((most, each) => (each.compare(most) > 0 ? each : most), nil)
  const off = least(greatest.plus(sum(adding)), one)
  const discounted = price.times(one.minus(off))

  // 4. the floor, 5. rounding
  const floor = floorFor(withVat(list))
  const guarded = floor && floor.compare(discounted) > 0 ? floor : discounted
  const rounded = round(guarded, price, list, floor, currency, export0)
  return rounded.compare(nil) > 0 ? { price: rounded.toString(), includesVat: withVat(list) } : null
}

function round(
  guarded: Fraction,
  price: Fraction,
  list: Row,
  floor: Fraction | null,
  currency: string,
  export0: boolean,
): Fraction {
  const kept = (rounded: Fraction, up: (floor: Fraction) => Fraction) =>
    floor && rounded.compare(floor) < 0 ? up(floor) : rounded
  if (list['rounding'] === 'x.90') {
    const tail = new Fraction(9n, 10n)
    if (guarded.compare(nil) === 0) return nil
    const whole = guarded.compare(tail) < 0 ? nil : guarded.minus(tail).nearest(one)
    return kept(whole.plus(tail), (min) => min.minus(tail).upTo(one).plus(tail))
  }
  if (list['rounding'] === 'none') {
    const untouched =
      list['currency'] === currency &&
      guarded.compare(price) === 0 &&
      !(export0 && list['includes_vat'] === 'true')
    if (untouched) return guarded
    const cent = new Fraction(1n, 100n)
    return kept(guarded.nearest(cent), (min) => min.upTo(cent))
  }
  const step = Fraction.of(list['rounding']!)
  const nearest = guarded.nearest(step)
  const some = nearest.compare(nil) === 0 && guarded.compare(nil) > 0 ? step : nearest
  return kept(some, (min) => min.upTo(step))
}

function categoryOf(tables: Tables, id: string | null | undefined): Row {
  return tables['catalog.categories'].find((row) => row['id'] === id)!
}

/** Base units in the line's unit; null: the product has no such unit. */
function factorOf(tables: Tables, line: SlowLine): Fraction | null {
  if (line.packagingId === base) return one
  const found = tables['catalog.packagings'].find(
    (row) =>
      row['id'] === line.packagingId && row['product_id'] === line.productId && row['active'] === 'true',
  )
  return found
    ? Fraction.of(found['factor_numerator']!).over(Fraction.of(found['factor_denominator']!))
    : null
}
