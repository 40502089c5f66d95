import type { SpecificationRule } from '@portal/api/contracts.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { ruleFor } from './rule-view.ts'

/**
 * The rule of a contract that allows or denies a product on a date: of several the most particular one, a product's
 * before a property's, a brand's and a category's, the deepest category first. null: none names it.
 */
export async function ruleNaming(
  db: Db,
  question: { contractId: string; productId: string; effect: SpecificationRule['effect']; on: string },
): Promise<SpecificationRule | null> {
  const { contractId, productId, effect, on } = question
  const { rows } = await sql<{ id: string }>`
    select r.id
    from contracts.specification_rules r
    join catalog.products p on p.id = ${productId}
    left join catalog.categories named on named.id = r.category_id
    where r.contract_id = ${contractId} and r.effect = ${effect}
      and r.valid_from <= ${on}::date and ${on}::date < r.valid_until
      and (r.product_id = p.id or r.brand_id = p.brand_id
        or exists (select from catalog.product_attributes pa
          where pa.product_id = p.id and pa.value_id = r.attribute_value_id)
        or exists (select from catalog.product_categories pc join catalog.categories k on k.id = pc.category_id
          where pc.product_id = p.id and r.category_id = any(k.ancestors)))
    order by r.product_id is null, r.attribute_value_id is null, r.brand_id is null,
      cardinality(named.ancestors) desc nulls last, r.id limit 1`.execute(db)
  return rows[0] ? ruleFor(db, rows[0].id) : null
}
