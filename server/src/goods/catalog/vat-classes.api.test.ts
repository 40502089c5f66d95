import { getProductVat } from '@portal/api/vat-rates.ts'
import { listVatClasses, pasteVatClasses, setVatClasses } from '@portal/api/vat-classes.ts'
import { expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeCategory, makeProduct } from '#test/factories/goods.ts'
import { makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'

const { db, call, time } = await testApp()
const as = async (operator_role: 'administrator' | 'manager' | 'content' | 'credit_controller') => ({
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role, name: 'Вера' })).id)).cookie,
})
const manager = await as('manager')
const from = '2026-11-25'

async function goods(count: number, regime: 'general' | 'usn5' = 'general') {
  const seller_id = await makeSeller(db, { vat_regime: regime })
  const above = await makeCategory(db)
  const categoryId = await makeCategory(db, { parent_id: above })
  const ids: string[] = []
  for (let i = 0; i < count; i++) ids.push(await makeProduct(db, { seller_id, categories: [categoryId] }))
  const list = async (query: object = {}) =>
    (await call(listVatClasses, { query: { categoryId: above, total: 'true', ...query } as never }, manager))
      .body
  return { ids, above, list, seller_id }
}
const audited = async (action: string) =>
  (
    await db
      .selectFrom('audit.entries')
      .select('details')
      .where('action', '=', action)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute()
  ).map(({ details }) => details as { changes: string[][]; found: number })

it('a category changes its VAT class from a day to come, and every product is named in the audit log', async () => {
  const { ids, above, list } = await goods(3)
  const set = (vatClass: 'reduced' | null) =>
    call(
      setVatClasses,
      { body: { validFrom: from, vatClass, goods: { by: 'filter', categoryId: above } } },
      manager,
    )
  expect((await set('reduced')).body).toEqual({ found: 3, changed: 3 })
  expect((await set('reduced')).body).toEqual({ found: 3, changed: 0 })
  const { items, total } = await list()
  expect(total).toBe(3)
  expect(items.map(({ vatClass, rate, next }) => ({ vatClass, rate, next }))).toEqual(
    ids.map(() => ({
      vatClass: 'base',
      rate: '22',
      next: { validFrom: from, vatClass: 'reduced', rate: '10' },
    })),
  )
  const [entry] = await audited('product.set_vat_classes')
  expect([entry!.found, entry!.changes.map(([, before, after]) => [before, after])]).toEqual([
    3,
    ids.map(() => ['base', 'reduced']),
  ])
  const { changes } = (await call(getProductVat, { params: { productId: ids[0]! } }, manager)).body
  expect(changes).toEqual([
    {
      validFrom: from,
      vatClass: 'reduced',
      rate: '10',
      state: 'to_come',
      setAt: '2026-11-24T07:00:00.000Z',
      setByName: 'Вера',
    },
  ])
  expect((await set(null)).body).toEqual({ found: 3, changed: 3 })
  expect((await list()).items.every(({ next }) => next === null)).toBe(true)
})

it('a list of what changes, by class of today and by what is to come, is paged by name', async () => {
  const { ids, list } = await goods(3)
  const [first, second] = ids as [string, string]
  const ticked = (vatClass: 'zero', validFrom: string, productIds: string[]) =>
    call(setVatClasses, { body: { validFrom, vatClass, goods: { by: 'ids', productIds } } }, manager)
  await ticked('zero', '2026-11-01', [first])
  await ticked('zero', from, [second, newId()])
  const idsOf = async (query: object) => (await list(query)).items.map(({ id }) => id)
  expect(await idsOf({ vatClass: 'zero' })).toEqual([first])
  expect(await idsOf({ changing: 'true' })).toEqual([second])
  const page = await list({ limit: 2 })
  expect(page.items).toHaveLength(2)
  expect(await idsOf({ limit: 2, cursor: page.next })).toHaveLength(1)
  time.now = new Date('2026-11-24T21:00:00Z')
  expect(await idsOf({ vatClass: 'zero' })).toEqual([first, second])
  time.now = new Date('2026-11-24T07:00:00Z')
})

it('pasted articles: rows in = rows reported, each with its outcome', async () => {
  const { ids, seller_id } = await goods(2)
  const articles = await db
    .selectFrom('catalog.products')
    .select('article')
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const [one, two] = articles.map(({ article }) => article!)
  await makeProduct(db, { seller_id, article: 'TWICE-9' })
  await makeProduct(db, { seller_id, article: 'twice 9' })
  const { rows } = (
    await call(
      pasteVatClasses,
      {
        body: {
          validFrom: from,
          vatClass: 'reduced',
          rows: [one!, `${two}\tбез НДС`, one!, '', 'NO-SUCH', 'TWICE-9', `${two};13`],
        },
      },
      manager,
    )
  ).body
  expect(rows.map(({ outcome, after }) => [outcome, after])).toEqual([
    ['changed', 'reduced'],
    ['changed', 'none'],
    ['repeated', 'reduced'],
    ['empty', null],
    ['article_unknown', 'reduced'],
    ['article_ambiguous', 'reduced'],
    ['class_unreadable', null],
  ])
})

it('a change of everything at once, of nothing named, or by who may not keep goods is refused', async () => {
  const { ids } = await goods(1)
  const set = (which: object, who = manager) =>
    call(setVatClasses, { body: { validFrom: from, vatClass: 'zero', goods: which } as never }, who)
  expect((await set({ by: 'filter' })).code).toBe('invalid_input')
  expect((await set({ by: 'ids', productIds: [] })).code).toBe('invalid_input')
  expect((await set({ by: 'filter', search: '\u0000' })).code).toBe('invalid_input')
  const ticked = { by: 'ids', productIds: ids }
  expect((await set(ticked, await as('credit_controller'))).code).toBe('forbidden')
  expect((await call(listVatClasses, { query: {} })).code).toBe('not_signed_in')
  expect((await set(ticked, await as('content'))).body.changed).toBe(1)
})

it('a seller on the simplified system taxes any class at his own rate', async () => {
  const { list } = await goods(1, 'usn5')
  expect((await list()).items[0]).toMatchObject({ vatClass: 'base', rate: '5' })
})
