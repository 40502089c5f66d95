import { expect, test } from 'vitest'
import { testDatabase } from '#test/template-database.ts'
import { whileUnindexed } from './while-unindexed.ts'

const { pool } = await testDatabase()
const tables = ['catalog.products', 'pricing.prices', 'orders.orders', 'orders.lines']

const structure = async (): Promise<string[]> => {
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = any($1::regclass[])
     union all
     select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid = any($1::regclass[])
     order by 1`,
    [tables],
  )
  return rows.map(({ definition }) => definition)
}

test('what was dropped for a bulk load stands again as it stood', async () => {
  const before = await structure()
  const client = await pool.connect()
  let during: string[] = []
  try {
    await client.query('begin')
    await whileUnindexed(client, tables, async () => {
      during = (await client.query(`select from pg_index where indrelid = 'pricing.prices'::regclass`)).rows
    })
    await client.query('commit')
  } finally {
    client.release()
  }
  expect(during).toEqual([])
  expect(before.length).toBeGreaterThan(40)
  expect(await structure()).toEqual(before)
})
