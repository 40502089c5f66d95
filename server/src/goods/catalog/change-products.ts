import type { updateProducts } from '@portal/api/goods.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

type Outcomes = OutputOf<typeof updateProducts>['outcomes']

export interface ProductChange {
  active?: boolean | undefined
  public?: boolean | undefined
}

/**
 * Offers products or not, shows them to guests or not. Each that was named has its outcome, in the same order. A product
 * that is sold as its variants stays out of the offer: asking to offer it changes nothing of it. One that is taken off
 * sale here stays so when the ERP sends it again.
 */
export async function changeProducts(
  context: Context,
  productIds: readonly string[],
  change: ProductChange,
): Promise<Outcomes> {
  return transaction(context.db, async (tx) => {
    const { rows: found } = await sql<{ id: string; has_variants: boolean }>`
      select id, has_variants from catalog.products where id = any(${[...new Set(productIds)]}::uuid[])
      order by id for no key update`.execute(tx)
    const known = new Map(found.map((row) => [row.id, row.has_variants]))
    const refused = (id: string) => change.active === true && known.get(id) === true
    const { rows: changed } = await sql<{ id: string }>`
      update catalog.products p set active = coalesce(${change.active ?? null}::boolean, p.active),
        withdrawn = coalesce(not ${change.active ?? null}::boolean, p.withdrawn),
        public = coalesce(${change.public ?? null}::boolean, p.public), updated_at = ${context.now}
      where p.id = any(${[...known.keys()].filter((id) => !refused(id))}::uuid[])
        and (p.active <> ${change.active ?? null}::boolean or p.public <> ${change.public ?? null}::boolean
          or (not ${change.active ?? null}::boolean and not p.withdrawn))
      returning p.id`.execute(tx)
    const ids = new Set(changed.map(({ id }) => id))
    if (ids.size > 0)
      await record(tx, context, {
        action: 'product.change',
        entityKind: 'product',
        entityId: ids.size === 1 ? [...ids][0]! : null,
        details: { ...change, productIds: [...ids] },
      })
    return productIds.map((productId) => ({
      productId,
      outcome: !known.has(productId)
        ? 'not_found'
        : refused(productId)
          ? 'has_variants'
          : ids.has(productId)
            ? 'changed'
            : 'same',
    }))
  })
}
