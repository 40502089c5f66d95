import type { OutputOf } from '@portal/api/endpoint.ts'
import type { suggest } from '@portal/api/offer.ts'
import type { Db } from '#kernel/db.ts'
import type { CatalogueIndex } from './catalogue-index/catalogue-index.ts'
import type { Dictionary } from './catalogue-index/dictionary.ts'
import { freshCatalogue } from './catalogue-index/fresh-index.ts'
import { offeredDocs } from './catalogue-index/offered-docs.ts'
import { select } from './catalogue-index/select.ts'
import { stemOf, wordsOfQuery, wordsOfText } from './catalogue-index/words.ts'
import { treeOf } from './categories.ts'
import type { Conditions } from './conditions.ts'
import { type InCarts, offerItems } from './items.ts'
import { readForSearch, search } from './search.ts'

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
  const [{ index }, forSearch] = await Promise.all([freshCatalogue(db), readForSearch(db, conditions, typed)])
  const offered = offeredDocs(index, conditions.assortment.rules)
  const { found, understoodAs } = search(index, offered, typed, forSearch)
  const { docs } = select(index, {
    offered,
    subtree: null,
    filters: new Map(),
    found,
    inStock: null,
    hiddenStock: [],
    order: 'relevance',
    from: 0,
    count: mostProducts,
    facets: false,
  })
  const ids = docs.map((doc) => index.ids[doc]!)
  return {
    products: await offerItems(db, conditions, ids, inCarts),
    categories: categoriesNamed(index, conditions, understoodAs ?? typed),
  }
}

/** Categories in whose names every word stands, or begins one. */
function categoriesNamed(index: CatalogueIndex, conditions: Conditions, text: string) {
  const words = wordsOfQuery(text).filter((word) => !word.optional)
  if (words.length === 0) return []
  return treeOf(index, conditions)
    .filter(({ name }) => {
      const named = wordsOfName(index.dictionary, name)
      return words.every(
        (word) =>
          named.stems.has(stemOf(word.text)) || named.words.some((other) => other.startsWith(word.text)),
      )
    })
    .slice(0, mostCategories)
    .map(({ slug, name }) => ({ slug, name }))
}

interface Named {
  words: string[]
  stems: ReadonlySet<string>
}

/** Taken apart once for a dictionary: at every key that somebody presses, all categories are looked at. */
const names = new WeakMap<Dictionary, Map<string, Named>>()

function wordsOfName(dictionary: Dictionary, name: string): Named {
  const known = names.get(dictionary) ?? new Map<string, Named>()
  names.set(dictionary, known)
  const before = known.get(name)
  if (before) return before
  const words = wordsOfText(name)
  const named = { words, stems: new Set(words.map(stemOf)) }
  known.set(name, named)
  return named
}
