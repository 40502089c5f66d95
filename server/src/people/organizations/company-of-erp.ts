import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'

/**
 * The company that an ERP means: by its key there, else by INN and KPP. An INN alone is enough when only one company
 * has it. Null when nobody fits.
 */
export async function companyOfErp(
  db: Db | Tx,
  source: string,
  party: { externalId: string | null; inn: string | null; kpp: string | null },
): Promise<string | null> {
  if (party.externalId !== null) {
    const mapped = await db
      .selectFrom('organizations.company_mappings')
      .select('company_id')
      .where('source', '=', source)
      .where('external_id', '=', party.externalId)
      .executeTakeFirst()
    if (mapped) return mapped.company_id
  }
  if (party.inn === null) return null
  const { rows } = await sql<{ id: string; same_kpp: boolean }>`
    select id, coalesce(kpp, '') = ${party.kpp ?? ''} as same_kpp
    from organizations.companies where inn = ${party.inn} order by 2 desc limit 2`.execute(db)
  const [first, second] = rows
  if (!first) return null
  return first.same_kpp || !second ? first.id : null
}

/** The keys that an ERP has for companies; a company may have one per source. */
export async function companyKeysIn(
  db: Db | Tx,
  source: string,
  companyIds: readonly string[],
): Promise<Map<string, string>> {
  if (companyIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('organizations.company_mappings')
    .select(['company_id', 'external_id'])
    .where('source', '=', source)
    .where('company_id', 'in', [...companyIds])
    .execute()
  return new Map(rows.map((row) => [row.company_id, row.external_id]))
}
