import { getCatalogue, suggest } from '@portal/api/offer.ts'
import {
  changeSynonym,
  createSynonym,
  forgetEmptySearch,
  listEmptySearches,
  listSynonyms,
  removeSynonym,
} from '@portal/api/search-words.ts'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'
import { makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeCompanyForTerms, makeContract } from '#test/factories/terms.ts'
import { keptWords } from './empty-searches.ts'

const { db, call } = await testApp()

const seller_id = await makeSellerForGoods(db)
const office = {
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'manager' })).id)).cookie,
}
const grinder = await makeProduct(db, { seller_id, name: 'Шлифмашина угловая 125 мм' })
await makeProduct(db, { seller_id, name: 'Автоматический выключатель 16А' })

async function makeBuyer() {
  const company_id = await makeCompanyForTerms(db)
  const contract_id = await makeContract(db, { company_id, seller_id })
  const { userId } = await makeMember(db, { company_id, role: 'buyer' })
  return { cookie: (await signedInAs(db, userId, { contract_id })).cookie }
}
const buyer = await makeBuyer()

const find = async (search: string, headers = buyer) =>
  (await call(getCatalogue, { query: { search } }, headers)).body.items.map((item) => item.name)

/** Vain searches are written down together, a moment later. */
const vain = (words: string) =>
  expect.poll(async () => (await call(listEmptySearches, { query: { search: words } }, office)).body.items, {
    timeout: 10_000,
  })

describe('synonyms', () => {
  it('are used by the next search, changed and forgotten as soon', async () => {
    expect(await find('болгарка 125')).toEqual([])
    const made = await call(
      createSynonym,
      { body: { kind: 'same', words: ['Болгарка ', 'УШМ', 'шлифмашина  угловая', 'болгарка'] } },
      office,
    )
    expect(made.body).toMatchObject({ kind: 'same', words: ['болгарка', 'ушм', 'шлифмашина угловая'] })
    expect(await find('болгарка 125')).toEqual(['Шлифмашина угловая 125 мм'])
    expect(await find('болгорку')).toEqual(['Шлифмашина угловая 125 мм'])
    const suggested = await call(suggest, { query: { q: 'ушм' } }, buyer)
    expect(suggested.body.products.map((item) => item.productId)).toEqual([grinder])

    const params = { synonymId: made.body.id }
    const changed = await call(
      changeSynonym,
      { params, body: { kind: 'instead', words: ['турбинка'], targets: ['шлифмашина угловая'] } },
      office,
    )
    expect(changed.body).toMatchObject({
      kind: 'instead',
      words: ['турбинка'],
      targets: ['шлифмашина угловая'],
    })
    expect(await find('турбинка')).toEqual(['Шлифмашина угловая 125 мм'])
    expect(await find('болгарка 125')).toEqual([])
    expect((await call(removeSynonym, { params }, office)).status).toBe(200)
    expect(await find('турбинка')).toEqual([])
    expect((await call(removeSynonym, { params }, office)).code).toBe('not_found')
  })

  it('show only what is offered: they open no door to other goods', async () => {
    await makeProduct(db, { name: 'Чужая шлифмашина угловая' })
    await call(createSynonym, { body: { kind: 'same', words: ['шлифовалка', 'шлифмашина угловая'] } }, office)
    expect(await find('шлифовалка')).toEqual(['Шлифмашина угловая 125 мм'])
  })

  it('a wrong one is told which part of it is wrong, and every change stands in the log', async () => {
    const wrong: [Parameters<typeof call<typeof createSynonym>>[1]['body'], string][] = [
      [{ kind: 'same', words: ['один'] }, 'words'],
      [{ kind: 'same', words: ['один', ' ОДИН '] }, 'words'],
      [{ kind: 'same', words: ['один', '---'] }, 'words'],
      [{ kind: 'instead', words: ['один'] }, 'targets'],
      [{ kind: 'instead', words: [], targets: ['два'] }, 'words'],
      [{ kind: 'same', words: ['а'.repeat(81), 'б'] }, 'words.0'],
    ]
    for (const [body, field] of wrong) {
      const answer = await call(createSynonym, { body }, office)
      expect(answer.code).toBe('invalid_input')
      expect(Object.keys(answer.problem.fields)).toContain(field)
    }
    const { rows } = await sql<{ action: string }>`select distinct action from audit.entries
      where entity_kind = 'synonym' order by action`.execute(db)
    expect(rows.map((row) => row.action)).toEqual(['synonym.change', 'synonym.create', 'synonym.remove'])
  })

  it('are listed by pages, those changed last first, and found by a word', async () => {
    for (const word of ['раз', 'два', 'три'])
      await call(createSynonym, { body: { kind: 'same', words: [`${word}слово`, `${word}дело`] } }, office)
    const first = await call(listSynonyms, { query: { search: 'слово', limit: 2, total: 'true' } }, office)
    expect(first.body).toMatchObject({ total: 3, items: [{ words: ['трислово', 'тридело'] }, {}] })
    const next = await call(
      listSynonyms,
      { query: { search: 'слово', limit: 2, cursor: first.body.next! } },
      office,
    )
    expect(next.body).toMatchObject({ items: [{ words: ['разслово', 'раздело'] }], next: null })
  })
})

describe('vain searches', () => {
  it('are counted by words, with how many companies and whether guests looked for them', async () => {
    const other = await makeBuyer()
    for (const [text, headers] of [
      ['Теплый  пол', buyer],
      ['тёплый пол', buyer],
      ['тёплый пол', other],
      ['тёплый пол', {}],
    ] as const)
      await call(getCatalogue, { query: { search: text } }, headers)
    await vain('теплый').toMatchObject([{ words: 'теплый пол', count: 4, companies: 2, guests: true }])
    const { body } = await call(forgetEmptySearch, { body: { words: 'тёплый пол' } }, office)
    expect(body.forgotten).toBe(3)
    await vain('теплый').toEqual([])
  })

  it('leave the list when the search learns their words', async () => {
    await find('угловушка')
    await vain('угловушка').toHaveLength(1)
    await call(createSynonym, { body: { kind: 'same', words: ['угловушка', 'шлифмашина угловая'] } }, office)
    expect((await call(listEmptySearches, { query: { search: 'угловушка' } }, office)).body.items).toEqual([])
    expect(await find('угловушка')).toHaveLength(1)
  })

  it('are not those that filters or a category left without goods', async () => {
    const filters = `brand:${newId()}`
    await call(getCatalogue, { query: { search: 'шлифмашина', filters } }, buyer)
    await call(getCatalogue, { query: { search: 'неттакого', inStock: 'true' } }, buyer)
    await find('вотэтого')
    await vain('вотэтого').toHaveLength(1)
    expect((await call(listEmptySearches, { query: { search: 'шлифмашина' } }, office)).body.items).toEqual(
      [],
    )
    expect((await call(listEmptySearches, { query: { search: 'неттакого' } }, office)).body.items).toEqual([])
  })

  it('keep nobody’s address or telephone, and no noise', () => {
    expect(keptWords('ivan@example.com')).toBeNull()
    expect(keptWords('+7 (495) 123-45-67')).toBeNull()
    expect(keptWords('8 495 123 45 67')).toBeNull()
    expect(keptWords('  ')).toBeNull()
    expect(keptWords('((((')).toBeNull()
    expect(keptWords('а'.repeat(101))).toBeNull()
    expect(keptWords('4690010000006')).toBe('4690010000006')
    expect(keptWords('БОЛТ  М8×40')).toBe('болт m8x40'.replace('m', 'м'))
  })
})

it('all of it is the operator’s own', async () => {
  const body = { kind: 'same' as const, words: ['раз', 'два'] }
  expect((await call(createSynonym, { body })).code).toBe('not_signed_in')
  expect((await call(createSynonym, { body }, buyer)).code).toBe('not_found')
  const credit = await makeUser(db, { operator_role: 'credit_controller' })
  const controller = { cookie: (await signedInAs(db, credit.id)).cookie }
  expect((await call(createSynonym, { body }, controller)).code).toBe('forbidden')
  expect((await call(listEmptySearches, { query: {} }, controller)).code).toBe('forbidden')
})
