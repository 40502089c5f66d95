import { generate, PostgresDialect } from 'kysely-codegen'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** The text of server/src/database.ts for a migrated database; kernel/db.ts sets the matching parsers. */
export function databaseTypes<Tables>(db: Kysely<Tables>): Promise<string> {
  return generate({
    db,
    dialect: new PostgresDialect({ dateParser: 'string', numericParser: 'string' }),
    // extensions' views and bookkeeping are nobody's business
    excludePattern: '{public,graphile_worker}.*',
    // money and quantities go in as text too: a JavaScript number would have lost digits before
    typeMapping: { numeric: 'string' },
    outFile: null,
    postprocess: async ({ metadata }) => {
      const allowed = await allowedWords(db)
      for (const table of metadata.tables)
        for (const column of table.columns)
          column.enumValues = allowed.get(`${table.schema}.${table.name}.${column.name}`) ?? column.enumValues
      return metadata
    },
  })
}

/** A check such as `state in ('active', 'blocked')` gives its column the type 'active' | 'blocked'. */
async function allowedWords<Tables>(db: Kysely<Tables>): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ path: string; definition: string }>`
    select n.nspname || '.' || t.relname || '.' || a.attname as path, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
    where c.contype = 'c' and cardinality(c.conkey) = 1`.execute(db)
  const found = new Map<string, string[]>()
  for (const { path, definition } of rows) {
    const list = /^CHECK \(\((?:\w+|"\w+") = ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)\)\)$/.exec(
      definition,
    )?.[1]
    if (list)
      found.set(
        path,
        [...list.matchAll(/'([^']*)'::text/g)].map((match) => match[1]!),
      )
  }
  return found
}
