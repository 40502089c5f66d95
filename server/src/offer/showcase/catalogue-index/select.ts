import type { ChosenValues } from '../filters.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import type { Found } from './find.ts'
import { keptWalk, type Walk } from './kept-walks.ts'
import { flags } from './offered-docs.ts'
import type { Sort } from './product-records.ts'

/** Which documents, in what order, and which of them are wanted. */
export interface Selection {
  offered: Uint8Array
  /** ids of a category and all below it; null = everywhere */
  subtree: readonly string[] | null
  filters: ChosenValues
  found: Found | null
  /** marks of what passes "in stock"; null = everything does */
  inStock: Uint8Array | null
  /** ids of categories whose stock nobody may know about: with `inStock` they never pass */
  hiddenStock: readonly string[]
  order: { sort: Sort; descending: boolean } | 'relevance'
  from: number
  count: number
  facets: boolean
}

/** How many documents have a value; a facet's own choice does not narrow itself. */
export interface Counts {
  /** by number of an attribute value */
  values: Uint32Array
  /** by number of a brand */
  brands: Uint32Array
}

export interface Selected {
  docs: number[]
  total: number
  counts: Counts | null
}

/** Cuts a page and counts everything. */
export function select(index: CatalogueIndex, selection: Selection): Selected {
  const { from, count } = selection
  const { docs, scores, counts } = keptWalk(selection, () => walk(index, selection))
  const page = scores
    ? byScore(index, docs, scores, from + count).slice(from)
    : [...docs.subarray(from, from + count)]
  return { docs: page, total: docs.length, counts }
}

/** One walk over the documents: those that pass everything, in order, and counts. */
function walk(index: CatalogueIndex, selection: Selection): Walk {
  const passes = baseCondition(index, selection)
  const choice = choiceOf(index, selection.filters)
  const counts = selection.facets ? noCounts(index) : null
  const walked = candidates(index, selection)
  const docs = new Uint32Array(walked.length)
  const found = selection.order === 'relevance' ? selection.found : null
  const scores = found && new Float32Array(walked.length)
  let total = 0
  for (let at = 0; at < walked.length; at++) {
    const doc = walked[at]!
    if (!passes(doc)) continue
    const missed = choice === null ? 0 : missedFilters(index, choice, doc)
    if (missed === 0) {
      if (scores) scores[total] = found!.scores[at]!
      docs[total++] = doc
    }
    if (counts === null) continue
    if (missed === 0) countAll(index, counts, doc)
    else if ((missed & (missed - 1)) === 0)
      countOf(index, counts, doc, choice!.attributes[highestBit(missed)]!)
  }
  return { docs: docs.slice(0, total), scores: scores && scores.subarray(0, total), counts }
}

/** In the order of the page; those of a search in any, when the best are to stand first. */
function candidates(index: CatalogueIndex, { order, found }: Selection): ArrayLike<number> {
  if (order === 'relevance' && found) return found.docs
  const { sort, descending } = order === 'relevance' ? { sort: 'name' as const, descending: false } : order
  const docs = index.inOrder(sort)
  const within = found ? docs.filter(among(index, found)) : docs
  return descending ? within.toReversed() : within
}

function among(index: CatalogueIndex, { docs }: Found): (doc: number) => boolean {
  const marks = new Uint8Array(index.capacity)
  for (const doc of docs) marks[doc] = 1
  return (doc) => marks[doc] === 1
}

/**
 * The first `count`: the best first; of equals, in the order of names. Score and place are compared as one number.
 */
function byScore(index: CatalogueIndex, docs: Uint32Array, scores: Float32Array, count: number): number[] {
  const placeOf = index.placesByName
  const keyAt = (at: number) => (2 ** 20 - Math.round(scores[at]! * 64)) * places + placeOf[docs[at]!]!
  const keys =
    count * 8 < docs.length
      ? least(docs.length, keyAt, count)
      : Float64Array.from(docs, (_, at) => keyAt(at)).sort()
  const byName = index.inOrder('name')
  return Array.from(keys.subarray(0, count), (key) => byName[key % places]!)
}

const places = 2 ** 24

/** The least keys in their order, without sorting the others: a page is a few out of many. */
function least(of: number, keyAt: (at: number) => number, count: number): Float64Array {
  const kept = new Float64Array(count).fill(Infinity)
  for (let at = 0; at < of; at++) {
    const key = keyAt(at)
    if (key >= kept[count - 1]!) continue
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (kept[middle]! < key) low = middle + 1
      else high = middle
    }
    kept.copyWithin(low + 1, low, count - 1)
    kept[low] = key
  }
  return kept
}

function baseCondition(
  index: CatalogueIndex,
  { offered, subtree, inStock, hiddenStock }: Selection,
): (doc: number) => boolean {
  const within = subtree && flags(index.categoryNumbers, subtree)
  const hidden = inStock && hiddenStock.length > 0 ? flags(index.categoryNumbers, hiddenStock) : null
  return (doc) =>
    offered[doc] === 1 &&
    (within === null || index.categories.meets(doc, within)) &&
    (inStock === null || inStock[doc] === 1) &&
    (hidden === null || !index.categories.meets(doc, hidden))
}

/** Filters as bits, for a walk over all documents: the first filter is bit 0. There are at most 30 (filters.ts). */
interface Choice {
  all: number
  /** by number of an attribute value: the filter that chooses it, as a bit */
  values: Uint32Array
  /** by number of a brand */
  brands: Uint32Array
  /** by number of a filter: the number of its attribute; that of brands is `brand` */
  attributes: number[]
}

const brand = -2

function choiceOf(index: CatalogueIndex, filters: ChosenValues): Choice | null {
  if (filters.size === 0) return null
  const choice: Choice = {
    all: 2 ** filters.size - 1,
    values: new Uint32Array(index.valueNumbers.size),
    brands: new Uint32Array(index.brandNumbers.size),
    attributes: [],
  }
  for (const [key, ids] of filters) {
    const bit = 1 << choice.attributes.length
    const [numbers, bits] =
      key === 'brand' ? [index.brandNumbers, choice.brands] : [index.valueNumbers, choice.values]
    for (const id of ids) {
      const number = numbers.find(id)
      if (number !== undefined) bits[number]! |= bit
    }
    choice.attributes.push(key === 'brand' ? brand : index.attributeNumbers.of(key))
  }
  return choice
}

/** The filters that a document does not pass, as bits. */
function missedFilters(index: CatalogueIndex, { all, values, brands }: Choice, doc: number): number {
  const { starts, items } = index.values
  let met = index.brands[doc]! >= 0 ? brands[index.brands[doc]!]! : 0
  const to = starts[doc + 1]!
  for (let at = starts[doc]!; at < to; at++) met |= values[items[at]!]!
  return all & ~met
}

const highestBit = (bits: number) => 31 - Math.clz32(bits)

function noCounts(index: CatalogueIndex): Counts {
  return {
    values: new Uint32Array(index.valueNumbers.size),
    brands: new Uint32Array(index.brandNumbers.size),
  }
}

function countAll(index: CatalogueIndex, counts: Counts, doc: number): void {
  const { starts, items } = index.values
  if (index.brands[doc]! >= 0) counts.brands[index.brands[doc]!]!++
  const to = starts[doc + 1]!
  for (let at = starts[doc]!; at < to; at++) counts.values[items[at]!]!++
}

/** Counts a document that passes all filters but that of this attribute, for the facet of this attribute alone. */
function countOf(index: CatalogueIndex, counts: Counts, doc: number, attribute: number): void {
  if (attribute === brand) {
    if (index.brands[doc]! >= 0) counts.brands[index.brands[doc]!]!++
    return
  }
  const { starts, items } = index.values
  const to = starts[doc + 1]!
  for (let at = starts[doc]!; at < to; at++) {
    const value = items[at]!
    if (index.attributes[value] === attribute) counts.values[value]!++
  }
}
