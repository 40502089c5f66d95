import type { CategoryNode } from '@portal/api/offer.ts'
import type { CategoryTile } from './category-tiles.tsx'

const mostChildren = 6

/** The categories under one (null: the top ones), each with its largest subcategories. */
export function tilesUnder(tree: readonly CategoryNode[], parentId: string | null): CategoryTile[] {
  const byParent = Map.groupBy(tree, (node) => node.parentId)
  return (byParent.get(parentId) ?? []).map(({ id, slug, name, count, picture }) => ({
    slug,
    name,
    count,
    picture,
    children: (byParent.get(id) ?? [])
      .toSorted((a, b) => b.count - a.count)
      .slice(0, mostChildren)
      .map((child) => ({ slug: child.slug, name: child.name })),
  }))
}
