import { expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { makeProduct, makeWarehouse } from '#test/factories/goods.ts'
import { testDatabase } from '#test/template-database.ts'
import { reserve } from './reserve.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T07:00:00Z')

async function take(productId: string, warehouseIds: string[], quantities: readonly number[]) {
  const demands = quantities.map((quantity) => ({
    orderLineId: newId(),
    productId,
    quantity: decimal(String(quantity)),
    warehouseIds,
  }))
  const answers = await transaction(db, (tx) => reserve(tx, demands, now))
  return answers.map(({ parts, missing }) => ({
    parts: parts.map(({ quantity }) => quantity.toNumber()),
    missing: missing.toNumber(),
  }))
}

it('two lines of one product share its stock: together they get no more than is there', async () => {
  const warehouse = await makeWarehouse(db)
  const product = await makeProduct(db, { stock: { [warehouse]: 10 } })
  expect(await take(product, [warehouse], [6, 6])).toEqual([
    { parts: [6], missing: 0 },
    { parts: [4], missing: 2 },
  ])
  expect(await take(product, [warehouse], [1])).toEqual([{ parts: [], missing: 1 }])
})

it('what the first line has left in the preferred warehouse is the second line’s, then comes the next warehouse', async () => {
  const [near, far] = [await makeWarehouse(db), await makeWarehouse(db)]
  const product = await makeProduct(db, { stock: { [near]: 5, [far]: 5 } })
  expect(await take(product, [near, far], [3, 4, 4])).toEqual([
    { parts: [3], missing: 0 },
    { parts: [2, 2], missing: 0 },
    { parts: [3], missing: 1 },
  ])
})

it('two orders at once get the stock once', async () => {
  const warehouse = await makeWarehouse(db)
  const product = await makeProduct(db, { stock: { [warehouse]: 10 } })
  const answers = await Promise.all([6, 6, 6].map((quantity) => take(product, [warehouse], [quantity, 1])))
  const got = answers.flat().flatMap(({ parts }) => parts)
  expect(got.reduce((sum, part) => sum + part, 0)).toBe(10)
})
