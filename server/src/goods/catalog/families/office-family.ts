import { AppError } from '@portal/api/errors.ts'
import { type FamilyAxis, mostFamilyMembers, type OfficeFamily } from '@portal/api/families.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { nameIn } from '../office-products.ts'
import { inAxisOrder } from './axis-order.ts'
import { placeOnAxis } from './place-on-axis.ts'

interface Head {
  name: string
  name_en: string | null
  from_exchange: boolean
  edited_at: Date | null
  edited_by: string | null
  revision: string
  member_count: number
  axes: Pick<FamilyAxis, 'attributeId' | 'name' | 'nameEn' | 'unit'>[]
}

interface Member {
  id: string
  article: string | null
  name: string
  variant_label: string | null
  active: boolean
  places: { valueId: string | null; byHand: boolean }[]
}

interface Value {
  id: string
  attribute_id: string
  value: string
  value_en: string | null
  place: number | null
}

/** SQL: changes with the names of a family `f`, its axes and the order of their values; members may come and go. */
export const revision = sql<string>`md5(json_build_array(f.name, f.name_en, f.axis_attribute_ids,
  (select json_agg(v.value_id order by v.place) from catalog.family_values v where v.family_id = f.id))::text)`

/** A family with its axes and members, in three queries. Throws not_found. */
export async function officeFamily(db: Db | Tx, language: Language, familyId: string): Promise<OfficeFamily> {
  const head = await headOf(db, familyId)
  const members = await membersOf(db, language, familyId)
  const used = new Map<string, number>()
  for (const { places } of members)
    for (const { valueId } of places) if (valueId !== null) used.set(valueId, (used.get(valueId) ?? 0) + 1)
  const values = await valuesOf(db, familyId, [...used.keys()])
  const axes = head.axes.map((axis): FamilyAxis => ({
    ...axis,
    values: values
      .filter(({ attribute_id }) => attribute_id === axis.attributeId)
      .map(({ id, value, value_en }) => ({ id, value, valueEn: value_en, members: used.get(id) ?? 0 })),
  }))
  const order = new Map(values.map(({ id }, place) => [id, place]))
  const crowded = crowdedCells(members)
  const place = ({ places }: Member, axis: number) =>
    order.get(places[axis]?.valueId ?? '') ?? Number.MAX_SAFE_INTEGER
  return {
    id: familyId,
    name: head.name,
    nameEn: head.name_en,
    axes,
    members: members
      .toSorted((a, b) => {
        const axis = axes.findIndex((_, index) => place(a, index) !== place(b, index))
        return axis < 0 ? 0 : place(a, axis) - place(b, axis)
      })
      .map((member) => ({
        productId: member.id,
        article: member.article,
        name: member.name,
        label: member.variant_label,
        active: member.active,
        places: member.places,
        conflict: crowded.has(keyOf(member) ?? ''),
      })),
    memberCount: head.member_count,
    fromExchange: head.from_exchange,
    editedAt: head.edited_at && head.edited_at.toISOString(),
    editedBy: head.edited_by,
    revision: head.revision,
  }
}

async function headOf(db: Db | Tx, familyId: string): Promise<Head> {
  const { rows } = await sql<Head>`
    select f.name, f.name_en, f.from_exchange, f.edited_at, u.name as edited_by, ${revision} as revision,
      (select count(*)::int from catalog.products p where p.family_id = f.id and not p.has_variants) as member_count,
      (select coalesce(json_agg(json_build_object('attributeId', a.id, 'name', a.name, 'nameEn', a.name_en, 'unit', a.unit)
          order by axis.place), '[]')
        from unnest(f.axis_attribute_ids) with ordinality axis(id, place)
        join catalog.attributes a on a.id = axis.id) as axes
    from catalog.families f left join identity.users u on u.id = f.edited_by
    where f.id = ${familyId}`.execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

async function membersOf(db: Db | Tx, language: Language, familyId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select p.id, p.article, ${nameIn(language)} as name, p.variant_label, p.active,
      (select coalesce(json_agg(json_build_object('valueId', ${placeOnAxis('p', 'axis.id')},
          'byHand', exists (select from catalog.family_places h where h.product_id = p.id and h.attribute_id = axis.id))
          order by axis.place), '[]')
        from unnest(f.axis_attribute_ids) with ordinality axis(id, place)) as places
    from catalog.products p join catalog.families f on f.id = p.family_id
    where p.family_id = ${familyId} and not p.has_variants
    order by p.variant_label, p.name, p.id limit ${mostFamilyMembers}`.execute(db)
  return rows
}

/** Values of the axes: those that a person set in order, and those on which members stand. */
async function valuesOf(db: Db | Tx, familyId: string, used: readonly string[]): Promise<Value[]> {
  const { rows } = await sql<Value>`
    select v.id, v.attribute_id, v.value, v.value_en, o.place
    from catalog.attribute_values v
    left join catalog.family_values o on o.family_id = ${familyId} and o.value_id = v.id
    where v.id = any(${[...used]}::uuid[])
      or v.id in (select value_id from catalog.family_values where family_id = ${familyId})`.execute(db)
  return rows.toSorted(inAxisOrder)
}

/** null: it has no cell, for want of a place on some axis or of axes at all. */
function keyOf({ places }: Pick<Member, 'places'>): string | null {
  return places.length > 0 && places.every(({ valueId }) => valueId !== null)
    ? places.map(({ valueId }) => valueId).join(' ')
    : null
}

function crowdedCells(members: readonly Member[]): Set<string> {
  const seen = new Set<string>()
  const crowded = new Set<string>()
  for (const member of members) {
    const key = keyOf(member)
    if (key === null) continue
    if (seen.has(key)) crowded.add(key)
    seen.add(key)
  }
  return crowded
}
