import {
  addFamilyRows,
  changeFamily,
  createFamily,
  getOfficeFamily,
  listAxisProperties,
  listFamilies,
  proposeFamilies,
  removeFamily,
  removeFamilyMembers,
  setFamilyMember,
} from '@portal/api/families.ts'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { familyStage } from '#test/families.ts'
import { makeAttribute, makeBrand, makeCategory, next } from '#test/factories/goods.ts'
import { makeMember, signedInAs } from '#test/factories/people.ts'
import { importProducts } from '../import-products.ts'
import { importVariants } from '../import-variants.ts'
import { mappedIds } from '../mappings.ts'

const portal = await testApp()
const { db, call, time } = portal
const { as, content, seller_id, made, axis, draft, create, one } = await familyStage(portal)

describe('families of variants', () => {
  it('are read by the operator’s people and changed by those who keep the goods', async () => {
    const buyer = await signedInAs(db, (await makeMember(db)).userId)
    const controller = await as('credit_controller')
    const { family } = await create(draft(axis('Размер')))
    const params = { familyId: family.id }
    const member = { ...params, productId: await made() }
    for (const [cookie, read, write] of [
      [undefined, 'not_signed_in', 'not_signed_in'],
      [buyer.cookie, 'not_found', 'not_found'],
      [controller.cookie, undefined, 'forbidden'],
    ] as const) {
      const caller: Record<string, string> = cookie === undefined ? {} : { cookie }
      expect((await call(listFamilies, { query: {} }, caller)).code).toBe(read)
      expect((await call(getOfficeFamily, { params }, caller)).code).toBe(read)
      expect((await call(listAxisProperties, { query: {} }, caller)).code).toBe(read)
      expect((await call(proposeFamilies, { query: {} }, caller)).code).toBe(write)
      expect((await call(createFamily, { body: { name: 'А' } }, caller)).code).toBe(write)
      expect((await call(changeFamily, { params, body: { name: 'А' } }, caller)).code).toBe(write)
      expect((await call(removeFamily, { params }, caller)).code).toBe(write)
      expect((await call(setFamilyMember, { params: member, body: {} }, caller)).code).toBe(write)
      const rows = { params, body: { rows: [{ article: '1' }] } }
      expect((await call(addFamilyRows, rows, caller)).code).toBe(write)
      const gone = { params, body: { productIds: [member.productId] } }
      expect((await call(removeFamilyMembers, gone, caller)).code).toBe(write)
    }
  })

  it('changed by two people at once: the second one is told, and nothing of the first is lost', async () => {
    const { family } = (
      await call(createFamily, { body: { name: 'Перчатки', axes: [axis('Размер', ['S', 'M'])] } }, content)
    ).body
    const params = { familyId: family.id }
    const { revision } = family
    const change = (body: object) =>
      call(changeFamily, { params, body: { name: 'Перчатки', ...body } }, content)
    const first = await change({ axes: [axis('Размер', ['S', 'M', 'L'])], revision })
    expect(first.status).toBe(200)
    expect((await change({ axes: [axis('Размер', ['M', 'S'])], revision })).code).toBe('terms_changed')
    expect((await call(getOfficeFamily, { params }, content)).body.axes[0]!.values).toHaveLength(3)
    // who comes into a family or leaves it stands in nobody's way
    await call(setFamilyMember, { params: { ...params, productId: await made() }, body: {} }, content)
    expect((await change({ axes: [], revision: first.body.revision })).status).toBe(200)
  })

  it('that are nowhere are not found, and what is no family is told field by field', async () => {
    const params = { familyId: newId() }
    const productId = await made()
    expect((await call(getOfficeFamily, { params }, content)).code).toBe('not_found')
    expect((await call(changeFamily, { params, body: { name: 'А' } }, content)).code).toBe('not_found')
    expect((await call(removeFamily, { params }, content)).code).toBe('not_found')
    expect((await call(setFamilyMember, { params: { ...params, productId }, body: {} }, content)).code).toBe(
      'not_found',
    )
    const rows = { params, body: { rows: [{ article: '1' }] } }
    expect((await call(addFamilyRows, rows, content)).code).toBe('not_found')
    const gone = { params, body: { productIds: [productId] } }
    expect((await call(removeFamilyMembers, gone, content)).code).toBe('not_found')
    for (const body of [
      { name: ' ' },
      { name: 'А', axes: Array.from({ length: 6 }, (_, n) => axis(`Ось ${n}`)) },
      { name: 'А', axes: [axis('Цвет', ['х'.repeat(121)])] },
    ])
      expect((await call(createFamily, { body: body as never }, content)).code).toBe('invalid_input')
    const twice = await call(createFamily, { body: draft(axis('Цвет'), axis('цвет')) as never }, content)
    expect(twice.problem?.fields).toEqual({ 'axes.1.name': 'repeated' })
    const alien = await call(
      createFamily,
      { body: draft({ ...axis('Цвет'), attributeId: newId() }) as never },
      content,
    )
    expect(alien.problem?.fields).toEqual({ 'axes.0.attributeId': 'not_found' })
    const value = await call(
      createFamily,
      { body: draft({ ...axis('Цвет'), values: [{ id: newId(), value: 'а' }] }) as never },
      content,
    )
    expect(value.problem?.fields).toEqual({ 'axes.0.values.0': 'not_found' })
    const page = await call(listFamilies, { query: { cursor: 'не курсор' } }, content)
    expect(page.code).toBe('bad_request')
  })

  it('take properties that are there for their axes, found by words', async () => {
    const name = `Посадочный диаметр ${next()}`
    await made({ [name]: '22,2' })
    const found = async (search: string) =>
      (await call(listAxisProperties, { query: { search } }, content)).body.items.map((one) => one.name)
    expect(await found(`диаметр посад ${name.split(' ')[2]}`)).toContain(name)
    expect(await found('%')).toEqual([])
    expect((await call(listAxisProperties, { query: { search: 'я'.repeat(101) } }, content)).code).toBe(
      'invalid_input',
    )
  })

  it('leave their members in the catalogue when they go', async () => {
    const name = `Длина ${next()}`
    const productIds = [await made({ [name]: '1' }), await made({ [name]: '2' }), await made({ [name]: '3' })]
    const { family } = await create({ ...draft(axis(name)), productIds })
    const params = { familyId: family.id }
    const less = await call(
      removeFamilyMembers,
      { params, body: { productIds: [productIds[0]!, newId()] } },
      content,
    )
    expect(less.body.memberCount).toBe(2)
    expect((await call(removeFamily, { params }, content)).status).toBe(200)
    expect((await call(getOfficeFamily, { params }, content)).code).toBe('not_found')
    const left = await db
      .selectFrom('catalog.products')
      .select(['id', 'family_id', 'active'])
      .where('id', 'in', productIds)
      .execute()
    expect(left.map(({ family_id, active }) => [family_id, active])).toEqual([
      [null, true],
      [null, true],
      [null, true],
    ])
    const trail = await db
      .selectFrom('audit.entries')
      .select('action')
      .where('entity_id', '=', family.id)
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action)).toEqual([
      'family.create',
      'family.remove_members',
      'family.remove',
    ])
  })

  it('come in pages by name, with what needs a hand found apart', async () => {
    const word = `Ящероголов${next()}`
    const name = `Вид ${next()}`
    const names = ['В', 'А', 'Б'].map((letter) => `${word} ${letter}`)
    for (const each of names) await create({ name: each, axes: [axis(name, ['1'])] })
    const read = async (query: object) =>
      (await call(listFamilies, { query: { search: word, ...query } as never }, content)).body
    const first = await read({ limit: 2, total: 'true' })
    expect([first.total, first.items.map((item) => item.name)]).toEqual([3, [`${word} А`, `${word} Б`]])
    const rest = await read({ limit: 2, cursor: first.next })
    expect([rest.next, rest.items.map((item) => item.name)]).toEqual([null, [`${word} В`]])
    expect((await read({ trouble: 'true', total: 'true' })).total).toBe(0)
    // a property that came later puts two on one cell
    const [a, b] = [await made(), await made()]
    await db
      .updateTable('catalog.products')
      .set({ family_id: first.items[0]!.id })
      .where('id', 'in', [a, b])
      .execute()
    for (const id of [a, b]) await makeAttribute(db, id, name, '1')
    expect((await read({ trouble: 'true', total: 'true' })).items).toMatchObject([
      { name: `${word} А`, conflictCount: 2, unplacedCount: 0 },
    ])
    expect((await one(first.items[0]!.id)).members.every(({ conflict }) => conflict)).toBe(true)
    expect((await read({ from: 'exchange' })).items).toEqual([])
    expect((await read({ search: '%' })).items).toEqual([])
  })

  it('are proposed of products that differ only in properties, and belong to none', async () => {
    const category = await makeCategory(db)
    const brand_id = await makeBrand(db)
    const name = `Диаметр ${next()}`
    const washer = (size: number) =>
      made({ [name]: String(size) }, { name: `Шайба М${size}`, brand_id, categories: [category] })
    const ids = [await washer(6), await washer(8), await washer(10)]
    const proposed = async () =>
      (await call(proposeFamilies, { query: { categoryId: category } }, content)).body
    const { items, looked, more } = await proposed()
    expect([looked, more, items.length]).toEqual([3, false, 1])
    expect(items[0]).toMatchObject({ name: 'Шайба', axes: [{ name, values: ['6', '8', '10'] }] })
    expect(items[0]!.members.map(({ productId }) => productId).toSorted()).toEqual(ids.toSorted())
    const [one] = items
    await create({
      name: one!.name,
      axes: one!.axes.map(({ attributeId, name: called }) => ({ attributeId, name: called })),
      productIds: one!.members.map(({ productId }) => productId),
    })
    expect((await proposed()).items).toEqual([])
    expect((await call(proposeFamilies, { query: { search: 'я'.repeat(201) } }, content)).code).toBe(
      'invalid_input',
    )
  })

  it('of an exchange are its own until a person changes them: then what he set stays', async () => {
    const source = `1c:${newId()}`
    const good = {
      externalId: `good-${next()}`,
      kind: 'goods' as const,
      name: 'Рубашка',
      unit: { code: '796', name: 'шт', fullName: null, factor: null },
    }
    const variant = (label: string) => ({
      externalId: `${good.externalId}#${label.toLowerCase()}`,
      goodExternalId: good.externalId,
      label,
      name: null,
      article: null,
      deleted: false,
    })
    const send = (...labels: string[]) =>
      transaction(db, async (tx) => {
        await importProducts(tx, source, seller_id, [good] as never, time.now)
        await importVariants(tx, source, labels.map(variant), time.now)
      })
    await send('S', 'M')
    const familyOf = async (label: string) => {
      const ids = await transaction(db, (tx) => mappedIds(tx, source, 'product', [variant(label).externalId]))
      const row = await db
        .selectFrom('catalog.products')
        .select(['id', 'family_id'])
        .where('id', '=', [...ids.values()][0]!)
        .executeTakeFirstOrThrow()
      return row
    }
    const { family_id, id } = await familyOf('S')
    const before = await one(family_id!)
    expect(before).toMatchObject({ fromExchange: true, editedAt: null, memberCount: 2 })
    const params = { familyId: family_id! }
    await call(
      changeFamily,
      { params, body: { name: 'Рубашки рабочие', axes: [axis('Размер', ['S', 'M'])] } },
      content,
    )
    await call(removeFamilyMembers, { params, body: { productIds: [id] } }, content)
    await send('S', 'M', 'L')
    expect((await familyOf('S')).family_id).toBeNull()
    expect((await familyOf('L')).family_id).toBe(family_id)
    expect(await one(family_id!)).toMatchObject({ name: 'Рубашки рабочие', memberCount: 2 })
    await call(removeFamily, { params }, content)
    await send('S', 'M', 'L', 'XL')
    expect((await familyOf('XL')).family_id).toBeNull()
  })
})
