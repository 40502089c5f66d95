import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { catalogueOf, oneCStage } from '#test/one-c.ts'

const stage = await testApp()
const { db } = stage
const { connect, folderWith, jobsOf } = await oneCStage(stage)

it('an import that PostgreSQL ended to break a deadlock takes the whole file again, and counts it once', async () => {
  const { client, connectionId } = await connect()
  await sql`create sequence public.tries`.execute(db)
  await sql`create function public.deadlock_once() returns trigger language plpgsql as $$
    begin
      if nextval('public.tries') = 1 then raise exception 'deadlock detected' using errcode = '40P01'; end if;
      return null;
    end $$`.execute(db)
  await sql`create trigger deadlock_once after insert on catalog.products
    for each statement execute function public.deadlock_once()`.execute(db)
  await client.sendCatalogue(await folderWith({ 'import0_1.xml': catalogueOf(['d1', 'd2', 'd3']) }))
  const { rows: tries } = await sql<{ last_value: string }>`select last_value from public.tries`.execute(db)
  expect(Number(tries[0]!.last_value)).toBeGreaterThan(1)
  const [job] = await jobsOf(connectionId)
  expect(job).toMatchObject({ state: 'done', counts: { product: { read: 3, created: 3 } } })
})
