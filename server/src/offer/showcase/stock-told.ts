import type { Conditions } from './conditions.ts'

/**
 * Of which stock "in stock" may speak (law 5): the warehouses that are shown, without the categories whose stock is hidden;
 * what is hidden never passes, whatever its stock. Null: everything is hidden, so that nothing is filtered.
 */
export function stockTold({ policies, warehouses }: Pick<Conditions, 'policies' | 'warehouses'>): {
  warehouseIds: string[]
  hiddenCategories: string[]
} | null {
  const ids = warehouses.map((warehouse) => warehouse.id)
  const hidden = policies.hidden(ids)
  if (ids.length > 0 && hidden.warehouses.size === ids.length) return null
  return {
    warehouseIds: ids.filter((id) => !hidden.warehouses.has(id)),
    hiddenCategories: hidden.categories,
  }
}
