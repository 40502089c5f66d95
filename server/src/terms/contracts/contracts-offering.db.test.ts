import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testDatabase } from '#test/template-database.ts'
import {
  makeAttribute,
  makeBrand,
  makeCategory,
  makeProduct,
  makeSellerForGoods,
} from '#test/factories/goods.ts'
import { makeContract, makeRule } from '#test/factories/terms.ts'
import { loadAgreement } from './agreement.ts'
import { contractsOffering } from './contracts-offering.ts'
import { termsOfContract } from './terms-of-contract.ts'

const { db } = await testDatabase({ max: 4 })
const now = new Date('2026-11-24T07:00:00Z')

it('“who is offered this” and “what is he offered” are one answer', async () => {
  const seller_id = await makeSellerForGoods(db)
  const above = await makeCategory(db)
  const below = await makeCategory(db, { parent_id: above })
  const brand_id = await makeBrand(db)
  const products = [
    await makeProduct(db, { seller_id }),
    await makeProduct(db, { seller_id, brand_id }),
    await makeProduct(db, { seller_id, categories: [below] }),
    await makeProduct(db, { seller_id, categories: [above], brand_id }),
    await makeProduct(db, { seller_id, active: false, categories: [below] }),
    await makeProduct(db),
  ]
  const { valueId: attribute_value_id } = await makeAttribute(db, products[0]!, 'Цвет', 'белый')
  const rules = [
    { category_id: above },
    { category_id: below },
    { brand_id },
    { attribute_value_id },
    { product_id: products[0]! },
    { product_id: products[2]!, valid_until: '2026-11-24' },
    { product_id: products[3]!, valid_from: '2026-11-24' },
  ]
  const contracts: string[] = []
  for (const assortment of ['all', 'specified'] as const)
    for (const first of rules)
      for (const effect of ['allow', 'deny'] as const) {
        const contract = await makeContract(db, { seller_id, assortment })
        await makeRule(db, contract, { ...first, effect })
        await makeRule(db, contract, {
          ...rules[(rules.indexOf(first) + 2) % rules.length]!,
          effect: 'allow',
        })
        contracts.push(contract)
      }
  for (const productId of products) {
    const asked = (await contractsOffering(db, productId, now)).items.map(({ id }) => id)
    const answered: string[] = []
    for (const contract of contracts) {
      const terms = (await termsOfContract(db, contract))!
      const { assortment } = await loadAgreement(db, terms, { now, language: 'ru' })
      const { rows } = await sql`
        select from catalog.products p where p.id = ${productId} and ${assortment.offers('p')}`.execute(db)
      if (rows.length > 0) answered.push(contract)
    }
    expect(asked.sort()).toEqual(answered.sort())
  }
})
