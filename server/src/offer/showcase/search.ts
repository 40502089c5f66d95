import type { Db } from '#kernel/db.ts'
import type { CatalogueIndex } from './catalogue-index/catalogue-index.ts'
import { find, type Found, isKnown } from './catalogue-index/find.ts'
import { repairQuery } from './catalogue-index/repair-query.ts'
import type { Conditions } from './conditions.ts'
import { type OwnNumber, ownPartNumbers } from './own-part-numbers.ts'
import { freshSynonyms } from './search-words/fresh-synonyms.ts'
import type { SynonymDictionary } from './search-words/synonym-dictionary.ts'

export interface Searched {
  found: Found
  /** what the text was understood as, when it was changed */
  understoodAs: string | null
}

/** What of the search is read from the database; the rest is in the index. */
export async function readForSearch(db: Db, { terms }: Conditions, text: string): Promise<ForSearch> {
  const [ownNumbers, synonyms] = await Promise.all([ownPartNumbers(db, terms, text), freshSynonyms(db)])
  return { ownNumbers, synonyms }
}

export interface ForSearch {
  ownNumbers: readonly OwnNumber[]
  synonyms: SynonymDictionary
}

/** Documents that answer a text; when it leads nowhere as typed, as it was probably meant. */
export function search(
  index: CatalogueIndex,
  offered: Uint8Array,
  text: string,
  { ownNumbers, synonyms }: ForSearch,
): Searched {
  const ownDocs = new Map(
    ownNumbers.flatMap(({ productId, how }) => {
      const doc = index.docOf(productId)
      return doc === undefined ? [] : [[doc, how] as const]
    }),
  )
  const said = synonyms.variants(text)
  const understood = ownDocs.size > 0 || said.some((way) => isKnown(index, offered, way))
  const meant = understood ? null : repairQuery(index, offered, text, synonyms)
  const others = meant === null ? said : synonyms.variants(meant)
  return { found: find(index, offered, meant ?? text, ownDocs, others), understoodAs: meant }
}
