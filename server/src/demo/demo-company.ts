import type {
  DateText,
  DemoCart,
  DemoCompanyData,
  DemoPartNumber,
  DemoPicture,
  DemoProduct,
} from './demo-data.ts'
import { assortment } from './goods/assortment.ts'
import { attributes } from './goods/attributes.ts'
import { brands } from './goods/brands.ts'
import { categories } from './goods/categories.ts'
import { certificates } from './goods/certificates.ts'
import { manuals, videos } from './goods/manuals.ts'
import { crossReferencesOf } from './goods/cross-references.ts'
import { discontinuedKeys, linksOf } from './goods/links.ts'
import { familiesOf, productsOf } from './goods/products.ts'
import { emptySearches, synonyms } from './goods/synonyms.ts'
import { units } from './goods/units.ts'
import { companiesOf, groups } from './people/companies.ts'
import { sellers } from './people/sellers.ts'
import { demoPassword, usersOf } from './people/users.ts'
import { picture } from './pictures/picture.ts'
import type { Profile } from './profile.ts'
import { drawFor } from './random.ts'
import { furtherContracts, namedContracts } from './terms/contracts.ts'
import { priceListRules, pricesOf } from './terms/prices.ts'
import { regions } from './terms/regions.ts'
import { lotsOf, stockOf } from './terms/stock.ts'
import { warehouses } from './terms/warehouses.ts'
import { balancesOf } from './trade/balances.ts'
import { orderHistory } from './trade/order-history.ts'
import { subscriptionsOf } from './trade/subscriptions.ts'

/** Extra orders choose from this many products, so that a big profile does not keep its whole assortment. */
const SHELF = 3_000

/**
 * The demo company of a profile on a day. The same day and profile give the same data for ever; what grows
 * with the profile is walked lazily. `accent` colours the pictures.
 */
export function demoCompany(today: DateText, profile: Profile, accent?: string): DemoCompanyData {
  const plan = assortment(profile.products)
  const products = (): Iterable<DemoProduct> => productsOf(plan, today)
  const open = warehouses.slice(0, profile.warehouses)
  const places = open.map((warehouse) => warehouse.key)
  const priceLists = priceListRules(profile.priceLists, profile.products, profile.priceRows)
  const shelf = (): DemoProduct[] => shelfOf(products(), profile.products)
  const contracts = [
    ...namedContracts(today, fixedPriceCables(products())),
    ...furtherContracts(profile.contracts - 8, today, {
      priceLists: priceLists.filter((list) => list.seller === 'kr').map((list) => list.key),
      warehouses: places,
      goods: shelf().filter((product) => product.seller === 'kr' && !product.discontinued),
    }),
  ]
  const companies = () => companiesOf(profile.companies, today)
  const orders = () => {
    const wanted = new Set(contracts.map((contract) => contract.company))
    const known = new Map(
      [...companies()].filter(({ key }) => wanted.has(key)).map((company) => [company.key, company]),
    )
    return orderHistory({
      today,
      sellers,
      priceLists,
      contracts,
      companyOf: (key) => known.get(key)!,
      shelf: shelf(),
      extraOrders: profile.extraOrders,
    })
  }
  const leafPictures = new Map<string, string>()
  const pictures = new Map<string, DemoPicture>()
  const papers = new Set<string>()
  for (const product of products()) {
    for (const key of product.certificates) papers.add(key)
    for (const key of product.manuals) papers.add(key)
    for (const key of product.pictures) if (!pictures.has(key)) pictures.set(key, picture(key, accent))
    if (!leafPictures.has(product.category)) leafPictures.set(product.category, product.pictures[0]!)
  }
  const stock = () => stockOf(products(), places, profile.stockRows / (profile.products * places.length))
  const users = () => usersOf(contracts.map((contract) => contract.company))
  return {
    today,
    password: demoPassword,
    units,
    categories: categories((leaf) => leafPictures.get(leaf)!),
    attributes,
    brands,
    certificates: certificates(today).filter(({ key }) => papers.has(key)),
    manuals: manuals().filter(({ key }) => papers.has(key)),
    videos,
    pictures: [...pictures.values()],
    sellers,
    groups,
    warehouses: open,
    priceLists,
    regions,
    stockPolicies: [
      { display: 'yes_no', fewBelow: '10', manyFrom: '100', cap: '100' },
      { group: 'north', display: 'exact', fewBelow: '10', manyFrom: '100', cap: '100' },
      { company: 'north-service', display: 'capped', fewBelow: '10', manyFrom: '100', cap: '50' },
      { group: 'master', display: 'bands', fewBelow: '20', manyFrom: '500', cap: '100' },
      {
        group: 'master',
        category: 'power-tools',
        display: 'yes_no',
        fewBelow: '20',
        manyFrom: '500',
        cap: '100',
      },
    ],
    families: () => familiesOf(plan),
    products,
    links: () => {
      const gone = discontinuedKeys(products())
      return linksOf(plan, (key) => gone.has(key))
    },
    stock,
    lots: () => lotsOf(products(), places, today),
    *prices() {
      for (const product of products()) yield* pricesOf(product, priceLists, today)
    },
    companies,
    contracts: () => contracts,
    users,
    carts: [
      draft('north-build', 'build-main', 'Объект «Лесной берег», 3-й этаж', 'buyer', 14, products()),
      draft('north-build', 'build-main', 'Склад: пополнение', 'buyer', 31, products()),
      draft('master-retail', 'retail-main', 'Весенняя выкладка', 'retail', 22, products()),
    ],
    synonyms,
    emptySearches,
    partNumbers: () => partNumbersOf(products()),
    crossReferences: () => crossReferencesOf(products()),
    subscriptions: () =>
      subscriptionsOf({ today, products: products(), stock: stock(), contracts, users: users() }),
    balances: () => balancesOf(orders(), contracts, today),
    orders,
  }
}

/** Six sorts of cable that everybody needs. */
function fixedPriceCables(products: Iterable<DemoProduct>): DemoProduct[] {
  const wanted = new Set(['3:1.5', '3:2.5', '3:4', '5:2.5', '5:4', '5:6'])
  const found: DemoProduct[] = []
  for (const product of products) {
    const { cores, section } = product.attributes
    if (!product.key.startsWith('vvg-ls:') || !wanted.delete(`${cores}:${section}`)) continue
    found.push(product)
    if (wanted.size === 0) break
  }
  return found
}

/** Popular goods of the first seller, a few of each kind. */
function draft(
  company: string,
  contract: string,
  name: string,
  owner: string,
  size: number,
  products: Iterable<DemoProduct>,
): DemoCart {
  const lines: DemoCart['lines'] = []
  for (const product of products) {
    const taken =
      product.seller === 'kr' && !product.discontinued && drawFor(`draft:${name}:${product.key}`) < 0.02
    if (taken) lines.push({ product: product.key, quantity: String(Number(product.step) * 2) })
    if (lines.length === size) break
  }
  return { company, contract, name, owner, lines }
}

function shelfOf(products: Iterable<DemoProduct>, count: number): DemoProduct[] {
  const kept: DemoProduct[] = []
  for (const product of products) {
    if (count <= SHELF || drawFor(`shelf:${product.key}`) < SHELF / count) kept.push(product)
  }
  return kept
}

/** Three companies know a part of the goods by numbers of their own. */
function* partNumbersOf(products: Iterable<DemoProduct>): Generator<DemoPartNumber> {
  let number = 4_000_100
  for (const product of products) {
    if (drawFor(`own:${product.key}`) < 0.05) {
      number += 7
      yield { company: 'north-build', product: product.key, partNumber: `МТР-${number}` }
      yield { company: 'north-service', product: product.key, partNumber: `КС-${number}` }
      yield { company: 'master-retail', product: product.key, partNumber: `${number % 1_000_000}` }
    }
  }
}
