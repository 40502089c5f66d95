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
import { makeAttribute, makeBrand, makeCategory, makeProduct, next } from '#test/factories/goods.ts'
import { makeMember, makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'
import { importProducts } from '../import-products.ts'
import { importVariants } from '../import-variants.ts'
import { mappedIds } from '../mappings.ts'

const { db, call, time } = await testApp()
const as = async (operator_role: 'administrator' | 'content' | 'credit_controller') => {
  const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
  return { cookie }
}
const content = await as('content')
const seller_id = await makeSeller(db)

/** A bolt with the properties named. */
async function made(properties: Record<string, string> = {}, row: object = {}): Promise<string> {
  const id = await makeProduct(db, { seller_id, ...row })
  for (const [name, value] of Object.entries(properties)) await makeAttribute(db, id, name, value)
  return id
}

const axis = (name: string, values: string[] = []) => ({
  attributeId: null,
  name,
  values: values.map((value) => ({ id: null, value })),
})
const draft = (...axes: object[]) => ({ name: `Семейство ${next()}`, axes: axes as never })
const create = async (body: object) => (await call(createFamily, { body: body as never }, content)).body
const one = async (familyId: string) => (await call(getOfficeFamily, { params: { familyId } }, content)).body

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

  it('hold products on the cells that their properties say, in the order of the values', async () => {
    const name = `Рост ${next()}`
    const [m, s, xl] = [
      await made({ [name]: 'M' }),
      await made({ [name]: 'S' }),
      await made({ [name]: 'XL' }),
    ]
    const { family, outcomes } = await create({
      ...draft(axis(name, ['S', 'M', 'L'])),
      productIds: [m, s, xl, newId()],
    })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'added', 'unknown'])
    expect(family.members.map(({ productId }) => productId)).toEqual([s, m, xl])
    expect(family.axes[0]!.values.map(({ value, members }) => [value, members])).toEqual([
      ['S', 1],
      ['M', 1],
      ['L', 0],
      ['XL', 1],
    ])
    const { attributeId, values } = family.axes[0]!
    const turned = {
      name: family.name,
      nameEn: 'Turned',
      axes: [{ attributeId, name, values: values.toReversed().map(({ id, value }) => ({ id, value })) }],
    }
    const changed = await call(changeFamily, { params: { familyId: family.id }, body: turned }, content)
    expect(changed.body).toMatchObject({ nameEn: 'Turned', editedBy: expect.any(String) as string })
    expect(changed.body.members.map(({ productId }) => productId)).toEqual([xl, m, s])
  })

  it('never let two products onto one cell, nor one product into two families', async () => {
    const name = `Сорт ${next()}`
    const [first, same, placed] = [await made({ [name]: '1' }), await made({ [name]: '1' }), await made()]
    const { family, outcomes } = await create({
      ...draft(axis(name, ['1', '2'])),
      productIds: [first, same, first],
    })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['added', 'cell_taken', 'repeated'])
    expect(outcomes[1]!.other).toBe(family.members[0]!.article)
    const [, second] = family.axes[0]!.values.map(({ id }) => id)
    const put = (familyId: string, productId: string, body: object) =>
      call(setFamilyMember, { params: { familyId, productId }, body }, content)
    expect((await put(family.id, same, {})).code).toBe('cell_taken')
    expect((await put(family.id, same, { valueIds: [second] })).body.members).toHaveLength(2)
    expect((await put(family.id, placed, { valueIds: [second] })).code).toBe('cell_taken')
    expect((await put(family.id, placed, { valueIds: [newId()] })).problem?.fields).toEqual({
      'valueIds.0': 'not_found',
    })
    expect((await put(family.id, newId(), {})).code).toBe('not_found')
    // back to what its property says, where somebody stands
    expect((await put(family.id, same, { valueIds: [null] })).code).toBe('cell_taken')

    const other = (await create(draft())).family
    const refused = await put(other.id, first, {})
    expect([refused.code, refused.problem?.params]).toEqual(['in_other_family', { family: family.name }])
    expect((await put(other.id, first, { move: true })).body.members).toHaveLength(1)
    expect((await one(family.id)).members.map(({ productId }) => productId)).toEqual([same])
    expect((await put(family.id, same, { valueIds: [null] })).status).toBe(200)
    const variants = await made({}, { has_variants: true, active: false })
    expect((await put(family.id, variants, {})).code).toBe('sold_as_variants')
  })

  it('let two people at once put two products onto one cell only once', async () => {
    const { family } = await create(draft(axis(`Тон ${next()}`, ['1'])))
    const [valueId] = family.axes[0]!.values.map(({ id }) => id)
    const productIds = await Promise.all(Array.from({ length: 6 }, () => made()))
    const answers = await Promise.all(
      productIds.map((productId) =>
        call(
          setFamilyMember,
          { params: { familyId: family.id, productId }, body: { valueIds: [valueId!] } },
          content,
        ),
      ),
    )
    const codes = answers.map(({ code }) => code ?? 'done').toSorted()
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'cell_taken'), 'done'])
    expect((await one(family.id)).members).toHaveLength(1)
  })

  it('take pasted rows, each with its answer, and make values that are not there yet', async () => {
    const colour = `Цвет ${next()}`
    const size = `Размер ${next()}`
    const article = () => `FAM-${next()}`
    const [a, b, c, d] = [article(), article(), article(), article()]
    for (const each of [a, b, c]) await made({}, { article: each })
    await made({}, { article: d })
    await made({}, { article: d })
    const foreign = article()
    const { family: other } = await create({ ...draft(), productIds: [await made({}, { article: foreign })] })
    const { family } = await create(draft(axis(size, ['42']), axis(colour)))
    const params = { familyId: family.id }
    const rows = [
      [a, '42', 'красный'],
      [b, '42', 'Красный'],
      [b, '44', 'красный'],
      [c],
      [c, '46'],
      ['НЕТ-ТАКОГО', '42'],
      [d, '42'],
      [foreign, '42'],
      [a, '42', 'синий', 'лишнее'],
      [a, 'х'.repeat(121)],
      ['', '', ''],
    ].map(([code, ...values]) => ({ article: code!, values }))
    const answer = await call(addFamilyRows, { params, body: { rows } }, content)
    expect(answer.body.rows.map(({ outcome }) => outcome)).toEqual([
      'added',
      'cell_taken',
      'added',
      'added',
      'repeated',
      'unknown',
      'ambiguous',
      'other_family',
      'too_many_values',
      'too_long',
      'unknown',
    ])
    expect(answer.body.rows[1]!.other).toBe(a)
    expect(answer.body.rows[7]!.other).toBe(other.name)
    const full = await one(family.id)
    expect(full.axes.map(({ values }) => values.map(({ value }) => value))).toEqual([
      ['42', '44'],
      ['красный'],
    ])
    expect(
      full.members.map((member) => [member.article, member.places.every(({ byHand }) => byHand)]),
    ).toEqual([
      [a, true],
      [b, true],
      [c, false],
    ])
    const again = await call(addFamilyRows, { params, body: { rows: rows.slice(0, 1) } }, content)
    expect(again.body.rows).toEqual([{ outcome: 'same', other: null }])
    const tooMany = Array.from({ length: 1001 }, () => ({ article: a }))
    expect((await call(addFamilyRows, { params, body: { rows: tooMany } }, content)).code).toBe(
      'invalid_input',
    )
    const row = (await call(listFamilies, { query: { search: a } }, content)).body.items
    expect(row).toMatchObject([{ id: family.id, memberCount: 3, unplacedCount: 1, conflictCount: 0 }])
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
