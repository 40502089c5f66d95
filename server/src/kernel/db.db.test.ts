import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testDatabase } from '#test/template-database.ts'
import { transaction } from './db.ts'

const { db } = await testDatabase()

it('a transaction that PostgreSQL ends to break a deadlock runs again, and nobody notices', async () => {
  await sql`create table public.drawers (name text primary key, opened int not null default 0)`.execute(db)
  await sql`insert into public.drawers (name) values ('left'), ('right')`.execute(db)
  let runs = 0
  let first = 0
  const bothHoldOne = Promise.withResolvers<void>()
  const openBoth = (...names: string[]) =>
    transaction(db, async (tx) => {
      runs += 1
      for (const name of names) {
        await sql`update public.drawers set opened = opened + 1 where name = ${name}`.execute(tx)
        first += 1
        if (first === 2) bothHoldOne.resolve()
        await bothHoldOne.promise
      }
    })
  await Promise.all([openBoth('left', 'right'), openBoth('right', 'left')])
  expect(runs).toBe(3)
  const { rows } = await sql`select name, opened from public.drawers order by name`.execute(db)
  expect(rows).toEqual([
    { name: 'left', opened: 2 },
    { name: 'right', opened: 2 },
  ])
})

it('a deadlock that comes back is given up after three runs', async () => {
  let runs = 0
  const deadlock = transaction(db, async (tx) => {
    runs += 1
    await sql`do $$ begin raise exception 'again' using errcode = 'deadlock_detected'; end $$`.execute(tx)
  })
  await expect(deadlock).rejects.toThrow('again')
  expect(runs).toBe(3)
})

it('any other failure ends it at once', async () => {
  let runs = 0
  const broken = transaction(db, async (tx) => {
    runs += 1
    await sql`select 1 / 0`.execute(tx)
  })
  await expect(broken).rejects.toThrow('division by zero')
  expect(runs).toBe(1)
})
