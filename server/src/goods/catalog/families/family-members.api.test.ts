import { addFamilyRows, changeFamily, listFamilies, setFamilyMember } from '@portal/api/families.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { familyStage } from '#test/families.ts'
import { next } from '#test/factories/goods.ts'

const portal = await testApp()
const { db, call } = portal
const { content, made, axis, draft, create, one } = await familyStage(portal)

describe('members of a family', () => {
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

  it('take a value that somebody else makes at the same moment', async () => {
    const name = `Ход ${next()}`
    const id = await made()
    const { family } = await create(draft(axis(name)))
    const { attributeId } = family.axes[0]!
    const waiting = async () => {
      const { rows } = await sql<{ count: number }>`select count(*)::int from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      return rows[0]!.count
    }
    const { article } = await db
      .selectFrom('catalog.products')
      .select('article')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const pasted = await transaction(db, async (tx) => {
      await tx
        .insertInto('catalog.attribute_values')
        .values({ id: newId(), attribute_id: attributeId, value: '40 мм' })
        .execute()
      const body = { rows: [{ article: article!, values: ['40 мм'] }] }
      const asked = call(addFamilyRows, { params: { familyId: family.id }, body }, content)
      await expect.poll(waiting).toBe(1)
      return { asked }
    })
    expect((await pasted.asked).body.rows).toEqual([{ outcome: 'added', other: null }])
  })
})
