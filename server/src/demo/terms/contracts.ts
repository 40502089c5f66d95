import { addDays, addMonths } from '../calendar.ts'
import type {
  DateText,
  DemoContract,
  DemoProduct,
  DemoRuleTarget,
  DemoSpecificationRule,
} from '../demo-data.ts'
import { leavesUnder } from '../goods/categories.ts'
import { randomFor } from '../random.ts'
import type { Random } from '../random.ts'
import { rounded } from './prices.ts'

const usual = {
  currency: 'RUB',
  discountPercent: '0',
  payment: 'prepaid',
  paymentDays: 0,
  creditLimit: null,
  creditMode: 'off',
  minimumOrder: null,
  validUntil: null,
  specification: [],
  fixedPrices: [],
  categoryDiscounts: [],
} as const satisfies Partial<DemoContract>

const allow = (category: string): DemoSpecificationRule => ({ effect: 'allow', target: { category } })
const deny = (category: string): DemoSpecificationRule => ({ effect: 'deny', target: { category } })

/** The eight contracts with a story; `cable` are the products whose prices the narrow one fixes. */
export function namedContracts(today: DateText, cable: DemoProduct[]): DemoContract[] {
  const since = (months: number): DateText => `${addMonths(today, -months).slice(0, 7)}-01`
  const of = (contract: Omit<DemoContract, keyof typeof usual> & Partial<DemoContract>): DemoContract => ({
    ...usual,
    ...contract,
  })
  const from = (date: DateText) => ({ signedOn: addDays(date, -9), validFrom: date })
  return [
    of({
      key: 'build-main',
      company: 'north-build',
      seller: 'kr',
      number: 'КР-0117',
      ...from(since(22)),
      priceList: 'opt',
      discountPercent: '3',
      payment: 'credit',
      paymentDays: 30,
      creditLimit: '2500000',
      creditMode: 'warn',
      warehouses: ['msk', 'krd'],
      categoryDiscounts: [{ category: 'anchors', percent: '5' }],
    }),
    // ended in autumn: its orders are finished, new ones are refused
    of({
      key: 'build-old',
      company: 'north-build',
      seller: 'kr',
      number: 'КР-0041',
      ...from(since(40)),
      validUntil: addDays(today, -75),
      priceList: 'dealer',
      warehouses: ['msk'],
    }),
    // narrow: electrics and lighting, a handful of fixings, cable at fixed prices
    of({
      key: 'electro-main',
      company: 'north-electro',
      seller: 'kr',
      number: 'КР-0208',
      ...from(since(14)),
      validUntil: addDays(today, 290),
      priceList: 'dealer',
      discountPercent: '2',
      payment: 'credit',
      paymentDays: 21,
      creditLimit: '1200000',
      creditMode: 'block',
      warehouses: ['msk'],
      minimumOrder: '15000',
      specification: [
        allow('electrics'),
        allow('lighting'),
        allow('nail-plugs'),
        allow('drop-in-anchors'),
        allow('threaded-rods'),
        allow('sds-drills'),
        deny('data-cable'),
        deny('overhead-wire'),
      ],
      fixedPrices: cable.map((product, i) => ({
        product: product.key,
        amount: rounded(product.rawPrice * 0.79).toFixed(2),
        contractedQuantity: i < 3 ? String(20_000 - i * 5_000) : null,
        drawnQuantity: i < 3 ? String(7_300 - i * 2_100) : '0',
      })),
    }),
    of({
      key: 'electro-tools',
      company: 'north-electro',
      seller: 'kr-tools',
      number: 'КРИ-014',
      ...from(since(13)),
      priceList: 'tools-base',
      discountPercent: '5',
      warehouses: ['msk'],
    }),
    of({
      key: 'service-main',
      company: 'north-service',
      seller: 'kr',
      number: 'КР-0311',
      ...from(since(19)),
      priceList: 'base',
      discountPercent: '4',
      warehouses: ['msk', 'krd'],
      minimumOrder: '5000',
    }),
    of({
      key: 'retail-main',
      company: 'master-retail',
      seller: 'kr',
      number: 'СТ-009',
      ...from(since(30)),
      priceList: 'chain',
      payment: 'credit',
      paymentDays: 45,
      creditLimit: '4000000',
      creditMode: 'warn',
      warehouses: ['nsk', 'msk'],
      minimumOrder: '30000',
      categoryDiscounts: [
        { category: 'power-tools', percent: '2' },
        { category: 'cable-ties', percent: '7' },
      ],
    }),
    of({
      key: 'retail-electrics',
      company: 'master-retail',
      seller: 'kr',
      number: 'СТ-031',
      ...from(since(16)),
      priceList: 'opt',
      warehouses: ['nsk'],
      specification: [allow('electrics'), allow('lighting')],
    }),
    of({
      key: 'trader-main',
      company: 'master-trader',
      seller: 'kr',
      number: 'КР-0152',
      ...from(since(20)),
      priceList: 'dealer',
      payment: 'credit',
      paymentDays: 14,
      creditLimit: '250000',
      creditMode: 'block',
      warehouses: ['krd', 'msk'],
    }),
  ]
}

/** What the contracts of a profile's further companies are made of. */
export interface ContractMaterial {
  priceLists: readonly string[]
  warehouses: readonly string[]
  /** Goods of the seller that contracts name one by one. */
  goods: readonly DemoProduct[]
}

/** Contracts of the profile's further companies, one each, from the sixth company on. */
export function* furtherContracts(
  count: number,
  today: DateText,
  { priceLists, warehouses, goods }: ContractMaterial,
): Generator<DemoContract> {
  for (let i = 5; i < count + 5; i++) {
    const random = randomFor(`contract:${i}`)
    const start = addDays(today, -random.int(100, 1300))
    const credit = random.chance(0.5)
    yield {
      ...usual,
      key: `contract-${i}`,
      company: `company-${i}`,
      seller: 'kr',
      number: `ДП-${String(i).padStart(5, '0')}`,
      signedOn: start,
      validFrom: start,
      validUntil: random.chance(0.1) ? addDays(today, random.int(-60, 400)) : null,
      priceList: random.pick(priceLists),
      discountPercent: String(random.pick([0, 0, 0, 2, 3, 5])),
      payment: credit ? 'credit' : 'prepaid',
      paymentDays: credit ? random.pick([14, 21, 30, 45]) : 0,
      creditLimit: credit ? String(random.int(2, 50) * 100_000) : null,
      creditMode: credit ? random.pick(['warn', 'block']) : 'off',
      warehouses: random.sample(warehouses, random.int(1, Math.min(4, warehouses.length))),
      specification: furtherSpecification(random, goods),
      categoryDiscounts: random.chance(0.3)
        ? random
            .sample(roots, random.int(1, 3))
            .map((category) => ({ category, percent: String(random.int(2, 12)) }))
        : [],
      fixedPrices: random.chance(0.2)
        ? random.sample(goods, random.int(5, 40)).map((product) => ({
            product: product.key,
            amount: Math.max(0.01, rounded(product.rawPrice * 0.7)).toFixed(2),
            contractedQuantity: null,
            drawnQuantity: '0',
          }))
        : [],
    }
  }
}

const roots = ['fasteners', 'anchors', 'bolts', 'consumables', 'electrics', 'lighting', 'power-tools']

/** Half of the contracts give everything; the others are closed, or narrowed, in every way there is. */
function furtherSpecification(random: Random, goods: readonly DemoProduct[]): DemoSpecificationRule[] {
  const some = (effect: 'allow' | 'deny', targets: DemoRuleTarget[]): DemoSpecificationRule[] =>
    targets.map((target) => ({ effect, target }))
  const products = (count: number) => random.sample(goods, count).map(({ key }) => ({ product: key }))
  const brands = (count: number) =>
    random.sample(['stalvit', 'nordfix', 'feronit', 'elmora', 'lumira'], count).map((brand) => ({ brand }))
  const ways: (() => DemoSpecificationRule[])[] = [
    () => [allow('fasteners'), allow('consumables')],
    () => [allow('electrics'), allow('lighting'), ...some('allow', products(40))],
    () => some('allow', brands(2)),
    () => some('allow', [{ attribute: 'coating', value: 'zn' }, ...products(300)]),
    () => [...some('deny', brands(1)), deny('lighting')],
    () => [deny('power-tools'), ...some('deny', products(200))],
    () => some('deny', [{ attribute: 'coating', value: 'hdg' }]),
  ]
  return random.chance(0.5) ? [] : random.pick(ways)()
}

/** Whether a product stands in the contract's assortment. */
export function assortmentOf(contract: DemoContract): (product: DemoProduct) => boolean {
  const naming = (effect: 'allow' | 'deny'): ((product: DemoProduct) => boolean) | undefined => {
    const targets = contract.specification.flatMap((rule) => (rule.effect === effect ? [rule.target] : []))
    if (targets.length === 0) return undefined
    const products = new Set(targets.flatMap((target) => ('product' in target ? [target.product] : [])))
    const named = new Set(targets.flatMap((target) => ('brand' in target ? [target.brand] : [])))
    const leaves = new Set(
      targets.flatMap((target) => ('category' in target ? leavesUnder(target.category) : [])),
    )
    const values = targets.filter((target) => 'attribute' in target)
    return (product) =>
      products.has(product.key) ||
      named.has(product.brand) ||
      leaves.has(product.category) ||
      values.some(({ attribute, value }) => product.attributes[attribute] === value)
  }
  const allowed = naming('allow')
  const denied = naming('deny')
  return (product) => product.seller === contract.seller && !denied?.(product) && (allowed?.(product) ?? true)
}
