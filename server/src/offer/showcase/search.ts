import type { Db } from '#kernel/db.ts'
import type { CatalogueIndex } from './catalogue-index/catalogue-index.ts'
import { find, type Found } from './catalogue-index/find.ts'
import { repairQuery } from './catalogue-index/repair-query.ts'
import type { Conditions } from './conditions.ts'
import { type OwnNumber, ownPartNumbers } from './own-part-numbers.ts'

export interface Searched {
  found: Found
  /** what the text was understood as, when it was changed */
  understoodAs: string | null
}

/** What of the search is read from the database; the rest is in the index. */
export function readForSearch(db: Db, { terms }: Conditions, text: string): Promise<OwnNumber[]> {
  return ownPartNumbers(db, terms, text)
}

/** Documents that answer a text; when it leads nowhere as typed, as it was probably meant. */
export function search(
  index: CatalogueIndex,
  offered: Uint8Array,
  text: string,
  ownNumbers: readonly OwnNumber[],
): Searched {
  const ownDocs = new Map(
    ownNumbers.flatMap(({ productId, how }) => {
      const doc = index.docOf(productId)
      return doc === undefined ? [] : [[doc, how] as const]
    }),
  )
  const meant = ownDocs.size > 0 ? null : repairQuery(index, offered, text)
  return { found: find(index, offered, meant ?? text, ownDocs), understoodAs: meant }
}
