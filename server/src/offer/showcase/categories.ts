import type { CategoryNode } from '@portal/api/offer.ts'
import type { Db } from '#kernel/db.ts'
import type { CatalogueIndex } from './catalogue-index/catalogue-index.ts'
import { named } from './catalogue-index/dictionary.ts'
import { freshCatalogue } from './catalogue-index/fresh-index.ts'
import { offeredDocs } from './catalogue-index/offered-docs.ts'
import { isOpen } from './category.ts'
import type { Conditions } from './conditions.ts'

/** The tree with counts inside the assortment, each product once per category; what is empty is left out. */
export async function categoryTree(db: Db, conditions: Conditions): Promise<CategoryNode[]> {
  const { index } = await freshCatalogue(db)
  return treeOf(index, conditions)
}

export function treeOf(index: CatalogueIndex, conditions: Conditions): CategoryNode[] {
  const { dictionary } = index
  const counted = countByCategory(index, offeredDocs(index, conditions.assortment.rules))
  return [...dictionary.categories.values()].flatMap((category) => {
    const count = counted.get(category.id)
    if (!count?.products || !isOpen(dictionary, category, conditions.terms)) return []
    const { id, parentId, slug } = category
    const picture = count.picture && `/files/${count.picture}`
    return [
      { id, parentId, slug, name: named(category, conditions.language), count: count.products, picture },
    ]
  })
}

interface Count {
  products: number
  /** of the first product by name that has one */
  picture: string | null
}

/** Marks belong to one generation of the index, so what was counted of them stays right. */
const kept = new WeakMap<Uint8Array, Map<string, Count>>()

function countByCategory(index: CatalogueIndex, offered: Uint8Array): Map<string, Count> {
  const before = kept.get(offered)
  if (before) return before
  const { starts, items } = index.categories
  const counted = new Map<string, Count>()
  // the categories above each, once for all its products
  const lines = index.categoryNumbers.texts.map((id) =>
    (index.dictionary.categories.get(id)?.ancestors ?? []).map((above) => {
      const count = counted.get(above) ?? { products: 0, picture: null }
      counted.set(above, count)
      return count
    }),
  )
  for (const doc of index.inOrder('name')) {
    if (!offered[doc]) continue
    const picture = index.pictures[doc]!
    const [from, to] = [starts[doc]!, starts[doc + 1]!]
    const own = to - from === 1 ? lines[items[from]!]! : new Set(several(lines, items, from, to))
    for (const count of own) {
      count.products++
      count.picture ??= picture
    }
  }
  kept.set(offered, counted)
  return counted
}

function* several(lines: readonly Count[][], items: Uint32Array, from: number, to: number): Generator<Count> {
  for (let at = from; at < to; at++) yield* lines[items[at]!]!
}
