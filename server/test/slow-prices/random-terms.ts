import type { Db } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import {
  makeBrand,
  makeCategory,
  makePackaging,
  makeProduct,
  makeSellerForGoods,
  next,
} from '#test/factories/goods.ts'
import { makeCompany, makeGroup } from '#test/factories/people.ts'
import { makeContract, makePriceList } from '#test/factories/terms.ts'

/** Random, but the same for the same seed. */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  private roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  int(from: number, to: number): number {
    return from + Math.floor(this.roll() * (to - from + 1))
  }

  pick<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)]!
  }

  chance(share: number): boolean {
    return this.roll() < share
  }
}

const base = '00000000-0000-0000-0000-000000000000'
const days = ['-infinity', '2026-10-01', '2026-11-23', '2026-11-24', '2026-11-25', '2026-12-01'] as const
const roundings = ['none', 'none', 'none', '0.01', '0.1', '1', '10', 'x.90'] as const

export interface RandomTerms {
  sellerId: string
  contracts: string[]
  /** of each product: the base unit first */
  products: { id: string; units: string[] }[]
}

/** A seller with everything that decides prices, thrown together: ties, overlaps, gaps and contradictions included. */
export async function makeRandomTerms(db: Db, dice: Dice): Promise<RandomTerms> {
  const time_zone = dice.pick(['Europe/Moscow', 'Asia/Vladivostok', 'Europe/Kaliningrad', 'UTC'])
  const vat_regime = dice.pick(['general', 'general', 'usn5', 'exempt'] as const)
  const sellerId = await makeSellerForGoods(db, { time_zone, vat_regime })
  const goods = await makeGoods(db, dice, sellerId)
  const lists = await makeLists(db, dice, sellerId)
  await makeRows(db, dice, [...lists.sale, ...lists.cost], goods.products)
  await makeFloors(db, dice, sellerId, goods, lists.cost)
  const group_id = await makeGroup(db)
  const segment = `segment-${next()}`
  const company_id = await makeCompany(db, { group_id, segment })
  for (const listId of lists.sale)
    if (dice.chance(0.5))
      await db
        .insertInto('pricing.assignments')
        .values({
          id: newId(),
          price_list_id: listId,
          ...dice.pick([{ company_id }, { group_id }, { segment }]),
        })
        .execute()
  const contracts: string[] = []
  for (let i = 0; i < 3; i += 1)
    contracts.push(await makeRandomContract(db, dice, { company_id, seller_id: sellerId }, lists.sale, goods))
  return { sellerId, contracts, products: goods.products }
}

interface Goods {
  products: RandomTerms['products']
  categories: string[]
  brands: string[]
}

async function makeGoods(db: Db, dice: Dice, seller_id: string): Promise<Goods> {
  const top = await makeCategory(db)
  const middle = await makeCategory(db, { parent_id: top })
  const categories = [
    top,
    middle,
    await makeCategory(db, { parent_id: middle }),
    await makeCategory(db, { parent_id: top }),
  ]
  const brands = [await makeBrand(db), await makeBrand(db)]
  const family_id = newId()
  await db.insertInto('catalog.families').values({ id: family_id, name: 'Семейство' }).execute()
  const products: RandomTerms['products'] = []
  for (let i = 0; i < 5; i += 1) {
    const id = await makeProduct(db, {
      seller_id,
      brand_id: dice.pick([null, ...brands]),
      family_id: dice.chance(0.6) ? family_id : null,
      vat_class: dice.pick(['base', 'base', 'reduced', 'zero', 'none'] as const),
      categories: [...new Set([dice.pick(categories), dice.pick(categories)])].slice(0, dice.int(0, 2)),
    })
    if (dice.chance(0.3))
      await db
        .insertInto('catalog.vat_class_changes')
        .values({
          product_id: id,
          valid_from: '2026-11-24',
          vat_class: dice.pick(['base', 'reduced', 'none']),
        })
        .execute()
    const units = [base]
    if (dice.chance(0.7)) units.push(await makePackaging(db, id, { factor: dice.pick(['12', '2.5', '100']) }))
    if (dice.chance(0.2)) units.push(await makePackaging(db, id, { factor: '10', factor_denominator: '3' }))
    products.push({ id, units })
  }
  return { products, categories, brands }
}

async function makeLists(db: Db, dice: Dice, seller_id: string): Promise<{ sale: string[]; cost: string[] }> {
  const source = async (currency: string, to_currency: string) => {
    const id = newId()
    await db
      .insertInto('pricing.rate_sources')
      .values({ id, seller_id, name: `Курс ${next()}`, currency, to_currency, created_at: new Date(0) })
      .execute()
    for (const valid_from of days)
      if (valid_from !== '-infinity' && dice.chance(0.5))
        await db
          .insertInto('pricing.exchange_rates')
          .values({
            rate_source_id: id,
            valid_from,
            rate: `${dice.int(1, 120)}.${dice.int(1000, 99_999_999)}`,
            units: dice.pick([1, 1, 10, 100]),
          })
          .execute()
    return id
  }
  const sources = [await source('USD', 'RUB'), await source('XUE', 'RUB'), await source('RUB', 'USD')]
  const make = async (row: Parameters<typeof makePriceList>[1]) => {
    const from = dice.chance(0.7) ? 0 : dice.int(1, days.length - 1)
    return makePriceList(db, {
      seller_id,
      currency: dice.pick(['RUB', 'RUB', 'RUB', 'USD', 'XUE']),
      includes_vat: dice.chance(0.7),
      rounding: dice.pick(roundings),
      tiers_by: dice.pick(['line', 'product', 'family'] as const),
      rate_source_id: dice.chance(0.7) ? dice.pick(sources) : null,
      valid_from: days[from]!,
      valid_until: dice.chance(0.8) ? 'infinity' : '2026-12-02',
      active: dice.chance(0.95),
      ...row,
    })
  }
  const sale = [await make({ is_base: dice.chance(0.8) })]
  for (let i = 0; i < 4; i += 1) sale.push(await make({}))
  for (let i = 0; i < 3; i += 1)
    sale.push(await make({ edition_of: dice.pick(sale.slice(0, 5)), valid_from: dice.pick(days) }))
  return { sale, cost: [await make({ kind: 'cost' }), await make({ kind: 'cost' })] }
}

async function makeRows(
  db: Db,
  dice: Dice,
  lists: string[],
  products: RandomTerms['products'],
): Promise<void> {
  const rows = lists.flatMap((price_list_id) =>
    products.flatMap(({ id: product_id, units }) =>
      Array.from({ length: dice.int(0, 6) }, () => ({
        price_list_id,
        product_id,
        packaging_id: dice.pick([base, ...units]),
        min_quantity: dice.pick(['0', '0', '1', '5', '10', '12.5', '100']),
        valid_from: dice.pick(days),
        valid_until: dice.chance(0.8) ? 'infinity' : '2026-12-31',
        amount: money(dice),
        per_quantity: dice.pick(['1', '1', '1', '10', '3', '1000']),
      })),
    ),
  )
  if (rows.length > 0)
    await db
      .insertInto('pricing.prices')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** From nothing to a lot, whole and with many digits. */
function money(dice: Dice): string {
  return dice.pick([
    () => '0',
    () => String(dice.int(1, 5)),
    () => `${dice.int(0, 500)}.${String(dice.int(0, 99)).padStart(2, '0')}`,
    () => `${dice.int(0, 50)}.${String(dice.int(0, 999_999)).padStart(6, '0')}`,
    () => '100',
    () => `${dice.int(1000, 9_999_999)}.5`,
  ])()
}

const percentOf = (dice: Dice) => `${dice.int(0, 60)}.${dice.int(1, 999)}`
const stacking = ['best', 'add'] as const

async function makeFloors(
  db: Db,
  dice: Dice,
  seller_id: string,
  goods: Goods,
  cost: string[],
): Promise<void> {
  const of = (row: { product_id?: string; category_id?: string }) =>
    db
      .insertInto('pricing.floors')
      .values({
        id: newId(),
        seller_id,
        ...row,
        ...(row.product_id && dice.chance(0.5)
          ? {
              amount: `${dice.int(1, 200)}.${dice.int(1, 999_999)}`,
              currency: dice.pick(['RUB', 'RUB', 'USD']),
              includes_vat: dice.chance(0.5),
            }
          : { cost_list_id: dice.pick(cost), markup_percent: dice.pick(['0', '15.5', '-20', '100']) }),
      })
      .execute()
  for (const { id } of goods.products) if (dice.chance(0.3)) await of({ product_id: id })
  for (const id of goods.categories) if (dice.chance(0.3)) await of({ category_id: id })
  if (dice.chance(0.3)) await of({})
}

async function makeRandomContract(
  db: Db,
  dice: Dice,
  parties: { company_id: string; seller_id: string },
  lists: string[],
  goods: Goods,
): Promise<string> {
  const contract_id = await makeContract(db, {
    ...parties,
    currency: dice.pick(['RUB', 'RUB', 'RUB', 'USD']),
    price_list_id: dice.chance(0.6) ? dice.pick(lists) : null,
    discount_percent: dice.chance(0.5) ? percentOf(dice) : '0',
    discount_stacking: dice.pick(stacking),
    fixed_price_guard: dice.pick(['exempt', 'guarded'] as const),
    vat_terms: dice.pick(['usual', 'usual', 'export'] as const),
  })
  for (const category_id of goods.categories)
    if (dice.chance(0.3))
      await db
        .insertInto('contracts.category_discounts')
        .values({ contract_id, category_id, percent: percentOf(dice), stacking: dice.pick(stacking) })
        .execute()
  const volume = () => ({
    id: newId(),
    ...dice.pick([{}, { category_id: dice.pick(goods.categories) }, { brand_id: dice.pick(goods.brands) }]),
    ...dice.pick([
      { counted_by: 'quantity', threshold: String(dice.int(1, 200)) },
      { counted_by: 'sum', threshold: `${dice.int(1, 5000)}.5` },
    ] as const),
    percent: dice.pick([percentOf(dice), '5']),
    stacking: dice.pick(stacking),
  })
  for (let i = dice.int(0, 3); i > 0; i -= 1)
    await db
      .insertInto('contracts.volume_discounts')
      .values({ ...volume(), contract_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  for (let i = dice.int(0, 2); i > 0; i -= 1)
    await db
      .insertInto('pricing.volume_discounts')
      .values({ ...volume(), price_list_id: dice.pick(lists) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  for (const { id: product_id, units } of goods.products)
    if (dice.chance(0.15))
      await db
        .insertInto('contracts.fixed_prices')
        .values({
          id: newId(),
          contract_id,
          product_id,
          packaging_id: dice.pick(units),
          amount: `${dice.int(1, 300)}.${dice.int(1, 999_999)}`,
          valid_from: dice.pick(days),
        })
        .execute()
  return contract_id
}
