import type { OutputOf } from '@portal/api/endpoint.ts'
import type { listAxisProperties } from '@portal/api/families.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'

const most = 50
const mostWords = 6

/** Properties by words of their names; in their own order. */
export async function axisProperties(db: Db, search = ''): Promise<OutputOf<typeof listAxisProperties>> {
  const words = search.trim().split(/\s+/).filter(Boolean).slice(0, mostWords).map(containing)
  const { rows } = await sql<{ id: string; name: string; nameEn: string | null; unit: string | null }>`
    select a.id, a.name, a.name_en as "nameEn", a.unit from catalog.attributes a
    where ${sql.join([sql`true`, ...words.map((word) => sql`(a.name ilike ${word} or a.name_en ilike ${word})`)], sql` and `)}
    order by a.position, a.name collate "ru-x-icu", a.id limit ${most}`.execute(db)
  return { items: rows }
}
