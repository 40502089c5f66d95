import { getCatalogue, getCategories } from '@portal/api/offer.ts'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeAttribute, makeCategory, makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs } from '#test/factories/people.ts'
import { makeContract, makeRule } from '#test/factories/terms.ts'

const { db, call } = await testApp()

const seller_id = await makeSellerForGoods(db)
const company_id = await makeCompany(db)
const contract = await makeContract(db, { company_id, seller_id, assortment: 'all' })
const { userId } = await makeMember(db, { company_id })
const { cookie } = await signedInAs(db, userId, { contract_id: contract })
const as = { cookie }

const length = newId()
await db
  .insertInto('catalog.attributes')
  .values({ id: length, name: 'Длина', name_en: 'Length', kind: 'number', unit: 'мм' })
  .execute()

async function long(mm: string, category: string): Promise<string> {
  const id = await makeProduct(db, { seller_id, name: `Саморез ${mm}`, categories: [category] })
  const { valueId } = await makeAttribute(db, id, 'Длина', mm)
  await db.updateTable('catalog.attribute_values').set({ number: mm }).where('id', '=', valueId).execute()
  return id
}

const top = await makeCategory(db, { name: 'Крепёж' })
const screws = await makeCategory(db, { name: 'Саморезы', parent_id: top, slug: 'screws' })
const nails = await makeCategory(db, { name: 'Гвозди', parent_id: top, slug: 'nails' })
await makeCategory(db, { name: 'Пусто у всех' })
for (const mm of ['12.5', '25', '40', '75']) await long(mm, screws)
const hidden = await long('500', nails)
await makeRule(db, contract, { effect: 'deny', product_id: hidden })

const found = (filters: string) => call(getCatalogue, { query: { filters, facets: 'true' } as never }, as)

test('a number is filtered by a range; what there is to choose is told inside the assortment', async () => {
  const { body } = await found(`${length}:20..40`)
  expect(body.items.map(({ name }) => name)).toEqual(['Саморез 25', 'Саморез 40'])
  const facet = body.facets.find(({ key }) => key === length)!
  // the range does not narrow itself, and what is not offered (500 mm) is in no bound
  expect(facet.range).toEqual({ least: '12.5', most: '75', from: '20', to: '40' })
  expect(facet.values.map(({ label, count }) => `${label} ${count}`)).toEqual([
    '12.5 1',
    '25 1',
    '40 1',
    '75 1',
  ])
  expect((await found(`${length}:..12.5`)).body.total).toBe(1)
  expect((await found(`${length}:400..`)).body.total).toBe(0)
})

test('a range that cannot be read is wrong input; one of something that is no number finds nothing', async () => {
  expect((await found(`${length}:20..x`)).code).toBe('invalid_input')
  expect((await found(`brand:1..2`)).code).toBe('invalid_input')
  expect((await found(`${newId()}:1..2`)).body.total).toBe(0)
})

test('a category without a product that this buyer is offered is nowhere: not in the tree, not by its address', async () => {
  const { items } = (await call(getCategories, {}, as)).body
  expect(items.map(({ name, count }) => `${name} ${count}`).toSorted()).toEqual(['Крепёж 4', 'Саморезы 4'])
  expect((await call(getCatalogue, { query: { category: 'nails' } }, as)).code).toBe('not_found')
  // to a guest, who is offered it, it is there
  const guest = (await call(getCategories, {})).body.items.map(({ name }) => name)
  expect(guest.toSorted()).toEqual(['Гвозди', 'Крепёж', 'Саморезы'])
  // taken off sale, the last of them takes its category along at once
  await db.updateTable('catalog.products').set({ active: false }).where('id', '=', hidden).execute()
  expect((await call(getCategories, {})).body.items.map(({ name }) => name)).not.toContain('Гвозди')
})
