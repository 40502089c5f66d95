import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'

export interface ImportedUnit {
  /** OKEI code; a unit without one is known by its name */
  code: string | null
  name: string | null
  fullName: string | null
}

/** What a unit without code and name means in 1C: a piece. */
const piece: ImportedUnit = { code: '796', name: 'шт', fullName: 'Штука' }

export function unitCodeOf(unit: ImportedUnit | null | undefined): string {
  return unit?.code ?? unit?.name ?? '796'
}

/** Ids of units by code, made where they are new. */
export async function ensureUnits(tx: Tx, units: readonly ImportedUnit[]): Promise<Map<string, string>> {
  const byCode = new Map([...units, piece].map((unit) => [unitCodeOf(unit), unit]))
  const list = [...byCode]
  await sql`insert into catalog.units (id, code, name, full_name)
    select id, code, name, full_name
    from unnest(${list.map(() => newId())}::uuid[], ${list.map(([code]) => code)}::text[],
      ${list.map(([code, unit]) => unit.name ?? code)}::text[], ${list.map(([, unit]) => unit.fullName)}::text[])
      as u(id, code, name, full_name)
    on conflict (code) do nothing`.execute(tx)
  const rows = await tx
    .selectFrom('catalog.units')
    .select(['id', 'code'])
    .where('code', 'in', [...byCode.keys()])
    .execute()
  return new Map(rows.map((row) => [row.code, row.id]))
}

/** Ids of brands by name (in lower case), made where they are new. */
export async function ensureBrands(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const unique = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
  if (unique.length === 0) return new Map()
  await sql`insert into catalog.brands (id, name)
    select id, name from unnest(${unique.map(() => newId())}::uuid[], ${unique}::text[]) as b(id, name)
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ id: string; key: string }>`
    select id, lower(name) as key from catalog.brands where lower(name) = any(${unique.map((name) => name.toLowerCase())}::text[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.key, row.id]))
}
