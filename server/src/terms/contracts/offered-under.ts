import { type RawBuilder, sql } from 'kysely'
import { contractState } from './contract-state.ts'

/**
 * SQL condition: the contract ct (of the seller `seller`) is in force and offers the product p today. It is
 * buyerAssortment() asked the other way round, "who", not "what"; contracts-offering.db.test.ts holds the two to one answer.
 */
export function offeredUnder(now: Date): RawBuilder<boolean> {
  const today = sql`(${now}::timestamptz at time zone seller.time_zone)::date`
  const names = (effect: 'allow' | 'deny') => sql`exists (
    select from contracts.specification_rules r
    where r.contract_id = ct.id and r.effect = ${effect}
      and r.valid_from <= ${today} and ${today} < r.valid_until
      and (r.product_id = p.id or r.brand_id = p.brand_id
        or exists (select from catalog.product_attributes pa
          where pa.product_id = p.id and pa.value_id = r.attribute_value_id)
        or exists (select from catalog.product_categories pc join catalog.categories k on k.id = pc.category_id
          where pc.product_id = p.id and r.category_id = any(k.ancestors))))`
  return sql<boolean>`(p.active and ct.seller_id = p.seller_id and ${contractState(now)} = 'in_force'
    and (ct.assortment = 'all' or ${names('allow')}) and not ${names('deny')})`
}
