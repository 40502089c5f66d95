import { listContexts, switchContext } from '@portal/api/identity.ts'
import { getCatalogue } from '@portal/api/offer.ts'
import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { signedInAs } from '#test/factories/people.ts'
import { askAll, looked, qualityOf, searchQueries } from '../../../../bench/search-quality.ts'

const { db, call } = await testApp({ demo: true, now: new Date() })

/** What was measured, less a query or two: the search does not get worse by accident. */
const least = { first: 0.985, meanReciprocalRank: 0.985 }

it('answers the queries of bench/search-queries.tsv no worse than it was measured to', async () => {
  const { id } = await db
    .selectFrom('identity.users')
    .select('id')
    .where('email', '=', 'buyer@demo.artikul.local')
    .executeTakeFirstOrThrow()
  const { cookie } = await signedInAs(db, id)
  const { body } = await call(listContexts, { query: {} }, { cookie })
  const context = body.items.find(({ contractNumber }) => contractNumber === 'КР-0117')!
  await call(switchContext, { body: { contractId: context.contractId } }, { cookie })
  const asked = await askAll(searchQueries(), async (search) => {
    const found = await call(getCatalogue, { query: { search, perPage: looked } }, { cookie })
    return found.body.items.map(({ article, name }) => `${article ?? ''} | ${name}`)
  })
  const misses = asked
    .filter(({ place }) => place !== 1)
    .map(({ query, place }) => `${query.kind}: ${query.text} -> ${place ?? 'none'}`)
  const quality = qualityOf(asked)
  const told = `\n${misses.join('\n')}`
  expect(quality.first, told).toBeGreaterThanOrEqual(least.first)
  expect(quality.meanReciprocalRank, told).toBeGreaterThanOrEqual(least.meanReciprocalRank)
}, 120_000)
