import type { OutputOf } from '@portal/api/endpoint.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { listUnits } from '@portal/api/quantities.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

/** All units of measure, by name. */
export async function officeUnits(db: Db, language: Language): Promise<OutputOf<typeof listUnits>> {
  const name = language === 'en' ? sql`coalesce(name_en, name)` : sql`name`
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select id, code, ${name} as name from catalog.units order by ${name} collate "ru-x-icu", id limit 1000`.execute(
    db,
  )
  return { items: rows }
}
