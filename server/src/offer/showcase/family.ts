import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { FamilyMember, getFamily } from '@portal/api/offer.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import type { Conditions } from './conditions.ts'
import { type InCarts, offerItems } from './items.ts'
import { nameColumn } from './product-rows.ts'

const most = 300

interface FamilyRow {
  name: string | null
  axes: { id: string; name: string; unit: string | null }[] | null
  members: { id: string; values: Record<string, string> }[] | null
}

/** The variants that a caller is offered, each with its value on every axis; a product without a family stands alone. */
export async function family(
  db: Db,
  conditions: Conditions,
  slug: string,
  inCarts: InCarts,
): Promise<OutputOf<typeof getFamily>> {
  const value = conditions.language === 'en' ? sql`coalesce(v.value_en, v.value)` : sql`v.value`
  const { rows } = await sql<FamilyRow>`
    select ${nameColumn('f', conditions)} as name,
      (select json_agg(json_build_object('id', a.id, 'name', ${nameColumn('a', conditions)}, 'unit', a.unit) order by axis.place)
        from unnest(f.axis_attribute_ids) with ordinality axis(id, place)
        join catalog.attributes a on a.id = axis.id) as axes,
      (select json_agg(json_build_object('id', m.id, 'values', m.values) order by m.variant_label, m.name, m.id) from (
        select o.id, o.name, o.variant_label,
          (select coalesce(json_object_agg(pa.attribute_id, ${value}), '{}') from catalog.product_attributes pa
            join catalog.attribute_values v on v.id = pa.value_id
            where pa.product_id = o.id and pa.attribute_id = any(f.axis_attribute_ids)) as values
        from catalog.products o where o.family_id = f.id and ${conditions.assortment.offers('o')}
        order by o.variant_label, o.name, o.id limit ${most + 1}) m) as members
    from catalog.products p left join catalog.families f on f.id = p.family_id
    where p.slug = ${slug} and ${conditions.assortment.offers('p')}`.execute(db)
  const row = rows[0]
  if (!row) throw new AppError('not_found')
  const axes = row.axes ?? []
  const members = (row.members ?? []).slice(0, most)
  const items = await offerItems(
    db,
    conditions,
    members.map((member) => member.id),
    inCarts,
  )
  const valuesOf = new Map(members.map((member) => [member.id, member.values]))
  const placed = items.map((item): FamilyMember => ({
    item,
    values: axes.map((axis) => valuesOf.get(item.productId)?.[axis.id] ?? null),
  }))
  const onAxes = axes.map((_, index) => inOrder(placed.map(({ values }) => values[index] ?? null)))
  const place = (member: FamilyMember, axis: number) => onAxes[axis]!.indexOf(member.values[axis] ?? '')
  return {
    name: row.name,
    axes: axes.map(({ name, unit }, index) => ({ name, unit, values: onAxes[index]! })),
    items: placed.toSorted((a, b) => {
      const axis = axes.findIndex((_, index) => a.values[index] !== b.values[index])
      return axis < 0 ? 0 : place(a, axis) - place(b, axis)
    }),
    more: (row.members?.length ?? 0) > most,
  }
}

/** Each value once; sizes go by their number, words by the alphabet. */
function inOrder(values: readonly (string | null)[]): string[] {
  const known = new Set(values.filter((value) => value !== null))
  return [...known].toSorted((a, b) => a.localeCompare(b, 'ru', { numeric: true }))
}
