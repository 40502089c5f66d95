import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'

export interface ProductUnit {
  packagingId: string
  code: string
  name: string
  /** base units in one */
  factor: string
}

/** The base unit and the packagings of each product. */
export async function unitsOf(tx: Tx, productIds: readonly string[]): Promise<Map<string, ProductUnit[]>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<ProductUnit & { productId: string }>`
    select p.id as "productId", ${baseUnit} as "packagingId", u.code, u.name, '1' as factor
    from catalog.products p join catalog.units u on u.id = p.base_unit_id where p.id = any(${[...productIds]}::uuid[])
    union all
    select k.product_id, k.id::text, u.code, u.name, trim_scale(k.factor_numerator / k.factor_denominator)::text
    from catalog.packagings k join catalog.units u on u.id = k.unit_id
    where k.active and k.product_id = any(${[...productIds]}::uuid[])`.execute(tx)
  return Map.groupBy(rows, (row) => row.productId)
}
