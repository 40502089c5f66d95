import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { FamilyMember, getFamily } from '@portal/api/offer.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { inAxisOrder, placeOnAxis } from '#src/goods/catalog/public.ts'
import type { Conditions } from './conditions.ts'
import { type InCarts, offerItems } from './items.ts'
import { nameColumn } from './product-rows.ts'

const most = 300

interface Place {
  value: string
  /** where a person put the value on its axis */
  place: number | null
}

interface FamilyRow {
  name: string | null
  axes: { id: string; name: string; unit: string | null }[] | null
  members: { id: string; label: string | null; places: (Place | null)[] }[] | null
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
      (select json_agg(json_build_object('id', m.id, 'label', m.variant_label, 'places', m.places) order by m.variant_label, m.name, m.id) from (
        select o.id, o.name, o.variant_label,
          (select coalesce(json_agg(case when v.id is not null then
              json_build_object('value', ${value}, 'place', s.place) end order by axis.place), '[]')
            from unnest(f.axis_attribute_ids) with ordinality axis(id, place)
            left join catalog.attribute_values v on v.id = ${placeOnAxis('o', 'axis.id')}
            left join catalog.family_values s on s.family_id = f.id and s.value_id = v.id) as places
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
  const memberOf = new Map(members.map((member) => [member.id, member]))
  const placed = items.map((item): FamilyMember => {
    const member = memberOf.get(item.productId)
    return {
      item,
      label: member?.label ?? null,
      values: axes.map((_, axis) => member?.places[axis]?.value ?? null),
    }
  })
  // only what is offered has a place: a value of which nothing is offered stands on no axis
  const onAxes = axes.map((_, axis) =>
    valuesInOrder(items.map(({ productId }) => memberOf.get(productId)?.places[axis] ?? null)),
  )
  const place = (member: FamilyMember, axis: number) => {
    const at = onAxes[axis]!.indexOf(member.values[axis] ?? '')
    return at < 0 ? Number.MAX_SAFE_INTEGER : at
  }
  return {
    name: row.name,
    axes: axes.map(({ name, unit }, index) => ({ name, unit, values: onAxes[index]! })),
    items: placed.toSorted((a, b) => {
      const axis = axes.findIndex((_, index) => place(a, index) !== place(b, index))
      return axis < 0 ? 0 : place(a, axis) - place(b, axis)
    }),
    more: (row.members?.length ?? 0) > most,
  }
}

/** Each value once. */
function valuesInOrder(places: readonly (Place | null)[]): string[] {
  const known = new Map(places.flatMap((place) => (place ? [[place.value, place] as const] : [])))
  return [...known.values()].toSorted(inAxisOrder).map(({ value }) => value)
}
