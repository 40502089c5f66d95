import { articleKey } from '#src/goods/catalog/public.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import type { Term } from './word-index.ts'
import { stemOf, type Word, wordsOfQuery } from './words.ts'

/** What a search found: documents, and how well each answers. */
export interface Found {
  docs: Uint32Array
  /** aligned with the documents; above 0 */
  scores: Float32Array
}

/** Greater than what any words can reach: a code that was typed whole, one that begins so, one that looks like it. */
const codeScore = { whole: 4000, alike: 3000, beginning: 2000 } as const
const wordsScore = 1900
/** more than the logarithm of any catalogue's size */
const rarest = 20
/** What was typed itself counts a little more than what it means besides. */
const synonymQuality = 0.95
const mostTerms = 2000

/**
 * Finds offered documents by what somebody typed: as an article, a manufacturer's code, a barcode, an own part number
 * (`ownDocs`), and by words, each in its form, its stem or as a beginning (the last one). All words that must be there
 * have to be; when no document has them all, those with all sizes and most of the other words answer.
 * `others` are other ways to say the same (synonyms): who has all words of any of the ways answers before who has most.
 */
export function find(
  index: CatalogueIndex,
  offered: Uint8Array,
  text: string,
  ownDocs: ReadonlyMap<number, 'whole' | 'beginning'>,
  others: readonly string[] = [],
): Found {
  const ways = [text, ...others].map((way) => byWords(index, offered, wordsOfQuery(way)))
  const anyWhole = ways.some((way) => way.whole)
  const { found, all } = roomOf(index)
  let count = 0
  const put = (doc: number, score: number) => {
    if (!offered[doc]) return
    if (found[doc] === 0) all[count++] = doc
    if (score > found[doc]!) found[doc] = score
  }
  for (const [place, way] of ways.entries()) {
    if (anyWhole && !way.whole) continue
    const quality = place === 0 ? 1 : synonymQuality
    for (let at = 0; at < way.docs.length; at++) put(way.docs[at]!, Math.max(1, way.scores[at]! * quality))
  }
  for (const [doc, how] of ownDocs) put(doc, codeScore[how])
  const key = articleKey(text)
  if (key.length >= 2) {
    const whole = index.codes.exactly(key)
    for (const doc of whole) put(doc, codeScore.whole)
    for (const doc of index.codes.beginning(key)) put(doc, codeScore.beginning)
    if (whole.length === 0 && key.length >= 3)
      for (const doc of index.codes.lookingLike(key)) put(doc, codeScore.alike)
  }
  const docs = all.slice(0, count)
  const scores = new Float32Array(count)
  for (let at = 0; at < count; at++) {
    scores[at] = found[docs[at]!]!
    found[docs[at]!] = 0
  }
  return { docs, scores }
}

/** Is there an offered document for every word that must be there, or for the whole as a code? */
export function isKnown(index: CatalogueIndex, offered: Uint8Array, text: string): boolean {
  const key = articleKey(text)
  const code =
    key.length >= 3 &&
    [...index.codes.exactly(key), ...index.codes.beginning(key), ...index.codes.lookingLike(key)].some(
      (doc) => offered[doc],
    )
  return code || wordsOfQuery(text).every((word) => word.optional || isWordKnown(index, offered, word))
}

export function isWordKnown(index: CatalogueIndex, offered: Uint8Array, word: Word): boolean {
  return termsFor(index, word, true).some(({ term }) => leadsSomewhere(term, offered))
}

export function leadsSomewhere({ postings }: Term, offered: Uint8Array): boolean {
  for (let at = 0; at < postings.length; at++) if (offered[postings.at(at) >>> 8]) return true
  return false
}

/** What one way to say a query finds. */
interface Way {
  /** does what it finds have all its words? */
  whole: boolean
  docs: Uint32Array
  /** aligned with the documents */
  scores: Float32Array
}

/** Room to reckon in, by document; whoever has used it leaves zeros. A query of many ways would fill megabytes anew for each. */
interface Room {
  /** how well it answers, of all ways */
  found: Float32Array
  /** of one way: of all words so far, and of the word in hand */
  totals: Float32Array
  counts: Uint8Array
  sizes: Uint8Array
  best: Float32Array
  /** not by document: documents of the word in hand; those that were found so far */
  touched: Uint32Array
  all: Uint32Array
}

const rooms = new WeakMap<CatalogueIndex, Room>()

function roomOf(index: CatalogueIndex): Room {
  const before = rooms.get(index)
  if (before) return before
  const { capacity } = index
  const room = {
    totals: new Float32Array(capacity),
    counts: new Uint8Array(capacity),
    sizes: new Uint8Array(capacity),
    best: new Float32Array(capacity),
    found: new Float32Array(capacity),
    touched: new Uint32Array(capacity),
    all: new Uint32Array(capacity),
  }
  rooms.set(index, room)
  return room
}

function byWords(index: CatalogueIndex, offered: Uint8Array, words: readonly Word[]): Way {
  const { totals, counts, sizes, best, touched, all } = roomOf(index)
  let known = 0
  const meant = new Set<string>()
  for (const [place, word] of words.entries()) {
    let reached = 0
    const expanded = termsFor(index, word, place === words.length - 1, meant)
    meant.add(stemOf(word.text))
    for (const { term, quality } of expanded) {
      const { postings } = term
      for (let at = 0; at < postings.length; at++) {
        const posting = postings.at(at)
        const doc = posting >>> 8
        if (!offered[doc]) continue
        const score = (posting & 255) * quality
        if (best[doc] === 0) touched[reached++] = doc
        if (score > best[doc]!) best[doc] = score
      }
    }
    // a rare word tells more than a frequent one
    const rarity = Math.log(1 + index.size / (1 + reached))
    const weight = rarity * (word.optional ? 0.2 : 1)
    const required = word.optional ? 0 : 1
    const size = isSize(word) ? 1 : 0
    for (let at = 0; at < reached; at++) {
      const doc = touched[at]!
      if (totals[doc] === 0) all[known++] = doc
      totals[doc]! += best[doc]! * weight
      counts[doc]! += required
      sizes[doc]! += size
      best[doc] = 0
    }
  }
  const required = words.filter((word) => !word.optional).length
  // a size or a code is what somebody came for: without it nothing is an answer
  const sized = words.filter(isSize).length
  let most = 0
  for (let at = 0; at < known; at++)
    if (sizes[all[at]!] === sized && counts[all[at]!]! > most) most = counts[all[at]!]!
  // of one word in two the half is not enough
  const answers = most > 0 && most * 2 > required
  // below what codes give, however many words there are
  const scale = wordsScore / (words.length * 255 * rarest)
  const docs = new Uint32Array(known)
  const scores = new Float32Array(known)
  let count = 0
  for (let at = 0; at < known; at++) {
    const doc = all[at]!
    if (answers && sizes[doc] === sized && counts[doc] === most) {
      docs[count] = doc
      scores[count++] = totals[doc]! * scale
    }
    totals[doc] = 0
    counts[doc] = 0
    sizes[doc] = 0
  }
  return {
    whole: answers && most === required,
    docs: docs.subarray(0, count),
    scores: scores.subarray(0, count),
  }
}

const isSize = ({ text }: Word) => /\d/.test(text)

interface Expanded {
  term: Term
  /** 0 to 1: how surely it is what was meant */
  quality: number
}

const none: ReadonlySet<string> = new Set()

/**
 * Words of the catalogue that a typed one may mean. `taken` are the stems of the words before it: what it is the beginning
 * of is not one of these once more (in "лампа светодиодная св" the last is not "светодиодная").
 */
function termsFor(
  { words }: CatalogueIndex,
  word: Word,
  mayBeUnfinished: boolean,
  taken: ReadonlySet<string> = none,
): Expanded[] {
  const found = new Map<Term, number>()
  const put = (term: Term | undefined, quality: number) => {
    if (term && quality > (found.get(term) ?? 0)) found.set(term, quality)
  }
  put(words.terms.get(word.text), 1)
  const stem = stemOf(word.text)
  if (stem !== word.text) put(words.terms.get(stem), 0.9)
  for (const other of word.alternatives) put(words.terms.get(other), 0.7)
  const sized = /\d/.test(word.text)
  if ((mayBeUnfinished && (sized || word.text.length >= 2)) || (sized && word.text.length >= 3))
    for (const term of words.beginning(word.text, mostTerms))
      if (taken.size === 0 || !taken.has(stemOf(term.text))) put(term, term.written ? 0.6 : 0.5)
  return [...found].map(([term, quality]) => ({ term, quality }))
}
