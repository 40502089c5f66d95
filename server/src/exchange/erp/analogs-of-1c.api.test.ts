import { listAnalogs, removeAnalog, setAnalog } from '@portal/api/analogs.ts'
import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeUser, signedInAs } from '#test/factories/people.ts'
import { catalogueOf, oneCStage } from '#test/one-c.ts'

const stage = await testApp()
const { db, call } = stage
const { connect, folderWith } = await oneCStage(stage)
const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)
const content = { cookie }

const { client } = await connect()
const send = async (goods: string[], named: Record<string, string[]>) =>
  client.sendCatalogue(
    await folderWith({
      'import0_1.xml': catalogueOf(goods, true, (good) =>
        named[good]
          ? `<Аналоги>${named[good].map((id) => `<Аналог><Ид>${id}</Ид></Аналог>`).join('')}</Аналоги>`
          : '',
      ),
    }),
  )

const idOf = async (article: string) =>
  (
    await db
      .selectFrom('catalog.products')
      .select('id')
      .where('article', '=', article)
      .executeTakeFirstOrThrow()
  ).id

const linksOf = async (article: string) =>
  (await call(listAnalogs, { params: { productId: await idOf(article) } }, content)).body.to
    .map((link) => `${link.article} ${link.fromExchange}`)
    .toSorted()

it('analogs that 1C names stand beside those of a person, who has the last word', async () => {
  // one is named before it is there, one is itself, one never comes
  await send(['n1', 'n2'], { n1: ['n2', 'n3', 'n1', 'never'] })
  expect(await linksOf('A-n1')).toEqual(['A-n2 true'])
  await send(['n3'], {})
  expect(await linksOf('A-n1')).toEqual(['A-n2 true', 'A-n3 true'])

  // a person changes one and takes another away: what 1C says again does not undo it
  const params = { productId: await idOf('A-n1'), kind: 'analog' as const }
  const [n2, n3] = [await idOf('A-n2'), await idOf('A-n3')]
  await call(setAnalog, { params: { ...params, analogId: n2 }, body: { ratio: '2' } }, content)
  await call(removeAnalog, { params: { ...params, analogId: n3 } }, content)
  expect(await linksOf('A-n1')).toEqual(['A-n2 false'])
  await send(['n1', 'n4'], { n1: ['n2', 'n3', 'n4'] })
  expect(await linksOf('A-n1')).toEqual(['A-n2 false', 'A-n4 true'])

  // not named: kept; named as none: only those of 1C go
  await send(['n1'], {})
  expect(await linksOf('A-n1')).toEqual(['A-n2 false', 'A-n4 true'])
  await send(['n1'], { n1: [] })
  expect(await linksOf('A-n1')).toEqual(['A-n2 false'])
})

it('a link of 1C that a person has changed and then taken away does not come back', async () => {
  await send(['m1', 'm2'], { m1: ['m2'] })
  const params = {
    productId: await idOf('A-m1'),
    analogId: await idOf('A-m2'),
    kind: 'analog' as const,
  }
  await call(setAnalog, { params, body: { ratio: '2' } }, content)
  await call(removeAnalog, { params }, content)
  await send(['m1'], { m1: ['m2'] })
  expect(await linksOf('A-m1')).toEqual([])
})
