import type { OutputOf } from '@portal/api/endpoint.ts'
import type { suggest } from '@portal/api/offer.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { categoryTree } from './categories.ts'
import type { Conditions } from './conditions.ts'
import { type InCarts, offerItems } from './items.ts'
import { nameColumn } from './product-rows.ts'
import { exactSearch } from './search.ts'
import { otherLayout, searchWords } from './search-words.ts'

const mostProducts = 8
const mostCategories = 5

/** What to show while somebody types: products by article or words, categories whose names begin with them. */
export async function suggestions(
  db: Db,
  conditions: Conditions,
  text: string,
  inCarts: InCarts,
): Promise<OutputOf<typeof suggest>> {
  const typed = text.trim()
  if (typed.length < 2) return { products: [], categories: [] }
  const readings = [typed, otherLayout(typed)].filter((reading) => reading !== null)
  for (const reading of readings) {
    const [ids, categories] = await Promise.all([
      productIds(db, conditions, reading),
      categoriesOf(db, conditions, reading),
    ])
    if (ids.length > 0 || categories.length > 0)
      return { products: await offerItems(db, conditions, ids, inCarts), categories }
  }
  return { products: [], categories: [] }
}

async function productIds(db: Db, conditions: Conditions, text: string): Promise<string[]> {
  const search = exactSearch(searchWords(text), conditions.terms)
  const { rows } = await sql<{ id: string }>`
    select p.id from catalog.products p
    where ${conditions.assortment.offers('p')} and ${search.condition}
    order by ${search.rank} desc, ${nameColumn('p', conditions)} collate "ru-x-icu", p.id
    limit ${mostProducts}`.execute(db)
  return rows.map((row) => row.id)
}

async function categoriesOf(db: Db, conditions: Conditions, text: string) {
  const { words } = searchWords(text)
  const tree = await categoryTree(db, conditions)
  return tree
    .filter(({ name }) => {
      const named = searchWords(name).words
      return words.every((word) => named.some((other) => other.startsWith(word)))
    })
    .slice(0, words.length > 0 ? mostCategories : 0)
    .map(({ slug, name }) => ({ slug, name }))
}
