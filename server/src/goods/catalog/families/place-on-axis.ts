import { type RawBuilder, sql } from 'kysely'

/**
 * SQL expression: the value on which a product stands on an axis, or null. Where a person has put it counts before its own
 * property; of several values of one property the least is taken, so that a product has one place.
 */
export function placeOnAxis(product: string, attribute: string): RawBuilder<string | null> {
  const [p, a] = [sql.raw(product), sql.raw(attribute)]
  return sql<string | null>`coalesce(
    (select h.value_id from catalog.family_places h where h.product_id = ${p}.id and h.attribute_id = ${a}),
    (select t.value_id from catalog.product_attributes t join catalog.attribute_values w on w.id = t.value_id
      where t.product_id = ${p}.id and t.attribute_id = ${a} order by w.number, w.value, w.id limit 1))`
}

/** SQL expression: the places of a product on the axes of its family, in their order. */
export function cellOf(product: string, family: string): RawBuilder<(string | null)[]> {
  return sql`array(select ${placeOnAxis(product, 'axis.id')}
    from unnest(${sql.raw(family)}.axis_attribute_ids) with ordinality axis(id, place) order by axis.place)`
}
