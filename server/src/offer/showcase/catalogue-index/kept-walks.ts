import type { Counts, Selection } from './select.ts'

/** What a walk over the documents found. */
export interface Walk {
  docs: Uint32Array
  /** aligned with the documents, when the order is that of a search */
  scores: Float32Array | null
  counts: Counts | null
}

/** The marks of an assortment are made anew with every change of the index (offered-docs.ts): a kept walk is never stale. */
const kept = new Map<string, Walk>()
/** Each takes four bytes for a document: ten megabytes for a catalogue of 100,000. */
const most = 24

const numbers = new WeakMap<Uint8Array, number>()
let numbered = 0

/**
 * A walk that was made lately for the same assortment, category, filters and order: people turn pages, and buyers of one
 * contract look at the same goods. Searches and "in stock" are walked each time.
 */
export function keptWalk(selection: Selection, walk: () => Walk): Walk {
  if (selection.found || selection.inStock) return walk()
  const key = keyOf(selection)
  const before = kept.get(key)
  kept.delete(key)
  const now = before && (before.counts || !selection.facets) ? before : walk()
  // used last = forgotten last
  kept.set(key, now)
  if (kept.size > most) kept.delete(kept.keys().next().value!)
  return now
}

function keyOf({ offered, subtree, filters, order }: Selection): string {
  const number = numbers.get(offered) ?? ++numbered
  numbers.set(offered, number)
  return JSON.stringify([number, subtree, [...filters], order])
}
