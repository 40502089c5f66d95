import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '#test/template-database.ts'
import { transaction } from './db.ts'

const { db, pool } = await testDatabase({ max: 1 })

/** Asked three times, so that the plan is kept. */
async function thingsKnown(table: string) {
  await pool.query(`create table public.${table} (id int); insert into public.${table} values (1)`)
  const things = () => sql<object>`select * from ${sql.table(table)} where id = ${1}`.execute(db)
  for (const _ of ['first', 'second', 'third']) await things()
  return things
}

describe('a kept plan', () => {
  it('of a table that a migration has widened meanwhile is made anew, unseen by who asks', async () => {
    const things = await thingsKnown('widened')
    await pool.query('alter table public.widened add name text')
    expect((await things()).rows).toEqual([{ id: 1, name: null }])
    expect((await things()).rows).toEqual([{ id: 1, name: null }])
  })

  it('ends a transaction, and with it the connection that holds it', async () => {
    const things = await thingsKnown('widened_too')
    await pool.query('alter table public.widened_too add name text')
    const inside = () =>
      transaction(db, (tx) => sql`select * from ${sql.table('widened_too')} where id = ${1}`.execute(tx))
    await expect(inside()).rejects.toThrow('cached plan')
    expect((await inside()).rows).toEqual([{ id: 1, name: null }])
    expect((await things()).rows).toHaveLength(1)
  })
})
