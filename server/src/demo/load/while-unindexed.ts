import type pg from 'pg'

/**
 * Fills tables without their indexes and foreign keys, which are built afterwards as they stood: sorting once costs
 * a fraction of keeping order row by row. All in the client's transaction. What other tables' keys point at stays.
 */
export async function whileUnindexed<T>(
  client: pg.ClientBase,
  tables: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  // what is built once may use more memory than a question of the portal
  await client.query(`set local maintenance_work_mem = '512MB'`)
  const constraints = await rows<{ table: string; name: string; definition: string }>(
    client,
    `select c.conrelid::regclass::text as "table", quote_ident(c.conname) as name,
       pg_get_constraintdef(c.oid) as definition
     from pg_constraint c
     where c.conrelid = any($1::regclass[]) and (c.contype = 'f' or c.contype in ('p', 'u')
       and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid))
     order by c.contype = 'f', c.oid`,
    tables,
  )
  const indexes = await rows<{ name: string; definition: string }>(
    client,
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by i.indexrelid`,
    tables,
  )
  for (const { table, name } of constraints.toReversed())
    await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  const result = await work()
  for (const { definition } of indexes) await client.query(definition)
  for (const { table, name, definition } of constraints)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  return result
}

async function rows<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  query: string,
  tables: readonly string[],
): Promise<Row[]> {
  return (await client.query<Row>(query, [tables])).rows
}
