import type { MarkUp, PriceFileSettings } from '@portal/api/price-file-settings.ts'
import type { Db } from '#kernel/db.ts'
import {
  makeBrand,
  makeCategory,
  makeProduct,
  makeSellerForGoods,
  makeWarehouse,
  type MakeProduct,
} from './goods.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from './people.ts'
import { makeContract, makePrice, makePriceList } from './terms.ts'

export const plainSettings: PriceFileSettings = {
  scope: { categoryIds: [], brandIds: [], inStock: false },
  columns: ['article', 'name', 'unit', 'price', 'stock'],
  language: 'ru',
  format: 'xlsx',
  csvEncoding: 'utf-8',
  markUp: null,
  vatIncluded: true,
  title: null,
  validDays: null,
  namesContract: true,
}

export const quarterMore: MarkUp = {
  percent: '25',
  brands: [],
  categories: [],
  minSum: null,
  rounding: 'none',
}

/** The purchase price of `M8`, with digits that stand nowhere else. */
const secret = '7654.32'

/** A company with a contract for two bolts in two categories, of two brands. */
export async function tradeInBolts(db: Db, assortment: 'all' | 'specified' = 'all') {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    warehouses: [warehouse],
    number: 'Д-77',
    assortment,
  })
  const goods = await makeCategory(db, { name: 'Метизы' })
  const bolts = await makeCategory(db, { name: 'Болты', parent_id: goods })
  const nuts = await makeCategory(db, { name: 'Гайки', parent_id: goods })
  const brand = await makeBrand(db)
  const product = async (article: string, price: string | null, row: MakeProduct = {}) => {
    const id = await makeProduct(db, {
      seller_id: sellerId,
      article,
      name: `Товар ${article}`,
      stock: { [warehouse]: 1234 },
      ...row,
    })
    if (price) await makePrice(db, listId, id, price)
    return id
  }
  const m8 = await product('M8', secret, { categories: [bolts], brand_id: brand })
  await product('00123', '10', { categories: [nuts] })
  const person = async (member: MakeMember = {}) => {
    const { userId, id } = await makeMember(db, { company_id: companyId, ...member })
    return {
      userId,
      memberId: id,
      cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie,
    }
  }
  const buyer = await person()
  return {
    ...buyer,
    person,
    product,
    sellerId,
    warehouse,
    companyId,
    listId,
    contractId,
    goods,
    bolts,
    nuts,
    brand,
    m8,
  }
}
