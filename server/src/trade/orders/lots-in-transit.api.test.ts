import { addLot, changeLot, listLots, pasteLots } from '@portal/api/lots.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { waitingStage } from '#test/waiting.ts'

const portal = await testApp({ max: 16 })
const { call } = portal
const { market, ordered } = waitingStage(portal)

describe('lots of the office', () => {
  it('are added, listed with what is promised of them, moved and pasted; every row is reported', async () => {
    const { productId, article, warehouse, buyer, lot, office } = await market()
    const coming = await lot('10', '2026-12-12', false)
    const one = await buyer()
    await ordered(one, productId, '4')
    const listed = (await call(listLots, { query: { productId, total: 'true' } }, office)).body
    expect(listed.total).toBe(1)
    expect(listed.items[0]).toMatchObject({
      id: coming.id,
      reserved: '4',
      free: '6',
      lineCount: 1,
      confirmed: false,
    })
    const rows = (
      await call(
        pasteLots,
        {
          body: {
            warehouseId: warehouse,
            rows: [
              `${article};12;12.12.2026`,
              `${article};7;2026-12-24`,
              `${article};9;24.12.2026`,
              `${article};9;01.11.2026`,
              'NOTHING;9;24.12.2026',
              `${article};много;24.12.2026`,
              '',
            ],
          },
        },
        office,
      )
    ).body.rows
    expect(rows.map((row) => row.outcome)).toEqual([
      'changed',
      'created',
      'repeated',
      'date_past',
      'article_unknown',
      'quantity_unreadable',
      'empty',
    ])
    expect(rows[0]!.before).toBe('10')
    expect((await call(listLots, { query: { productId } }, office)).body.items).toHaveLength(2)
  })

  it('are refused to a buyer and to who may not keep goods; a day that has passed is no day to come', async () => {
    const { productId, warehouse, buyer, office } = await market()
    const body = { productId, warehouseId: warehouse, quantity: '1', eta: '2026-12-12' }
    expect((await call(addLot, { body }, await buyer())).status).toBe(404)
    expect((await call(addLot, { body })).status).toBe(401)
    expect((await call(addLot, { body: { ...body, eta: '2026-11-01' } }, office)).problem.fields).toEqual({
      eta: 'date_past',
    })
    expect((await call(addLot, { body: { ...body, quantity: '0' } }, office)).status).toBe(422)
    expect((await call(addLot, { body: { ...body, warehouseId: newId() } }, office)).code).toBe('not_found')
    expect((await call(changeLot, { params: { lotId: newId() }, body: {} }, office)).code).toBe('not_found')
  })
})
