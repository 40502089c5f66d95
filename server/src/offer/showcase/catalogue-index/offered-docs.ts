import { hash } from 'node:crypto'
import type { OfferRules } from '#src/terms/contracts/public.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import type { Numbers } from './lists.ts'

interface Kept {
  generation: number
  marks: Uint8Array
}

const kept = new WeakMap<CatalogueIndex, Map<string, Kept>>()
const most = 300

/**
 * A mark for each document that an assortment offers, by the same rules as its SQL (assortment.ts); a property test
 * holds the two to one answer. Buyers of one contract share it until the index changes.
 */
export function offeredDocs(index: CatalogueIndex, rules: OfferRules): Uint8Array {
  const cache = kept.get(index) ?? new Map<string, Kept>()
  kept.set(index, cache)
  const key = hash('sha1', JSON.stringify(rules))
  const before = cache.get(key)
  cache.delete(key)
  const now =
    before?.generation === index.generation
      ? before
      : { generation: index.generation, marks: markOffered(index, rules) }
  // used last = forgotten last
  cache.set(key, now)
  if (cache.size > most) cache.delete(cache.keys().next().value!)
  return now.marks
}

function markOffered(index: CatalogueIndex, rules: OfferRules): Uint8Array {
  const marks = new Uint8Array(index.capacity)
  const sellers = flags(index.sellerNumbers, rules.sellerIds)
  const allowed = rules.mode === 'all' ? null : naming(index, rules, 'allow')
  const denied = naming(index, rules, 'deny')
  for (let doc = 0; doc < index.size; doc++) {
    if (!index.alive[doc] || !sellers[index.sellers[doc]!]) continue
    if (rules.publicOnly && !index.isPublic[doc]) continue
    if ((allowed === null || allowed(doc)) && !denied(doc)) marks[doc] = 1
  }
  return marks
}

/** Does a rule of this effect name the document? */
function naming(
  index: CatalogueIndex,
  { named }: OfferRules,
  effect: 'allow' | 'deny',
): (doc: number) => boolean {
  const products = named[`${effect}_product`]
  const docs = products && new Set(products.map((id) => index.docOf(id)))
  const brandIds = named[`${effect}_brand`]
  const brands = brandIds && flags(index.brandNumbers, brandIds)
  const categoryIds = named[`${effect}_category`]
  const categories = categoryIds && flags(index.categoryNumbers, categoryIds)
  const valueIds = named[`${effect}_value`]
  const values = valueIds && flags(index.valueNumbers, valueIds)
  return (doc) =>
    (docs?.has(doc) ?? false) ||
    (brands !== undefined && index.brands[doc]! >= 0 && brands[index.brands[doc]!] === 1) ||
    (categories !== undefined && index.categories.meets(doc, categories)) ||
    (values !== undefined && index.values.meets(doc, values))
}

/** A mark for each number that stands for one of these ids; ids that no product has are left out. */
export function flags(numbers: Numbers, ids: Iterable<string>): Uint8Array {
  const marks = new Uint8Array(numbers.size)
  for (const id of ids) {
    const number = numbers.find(id)
    if (number !== undefined) marks[number] = 1
  }
  return marks
}
