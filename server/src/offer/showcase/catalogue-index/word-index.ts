import { Growing } from './lists.ts'
import { stemOf, wordsOfText } from './words.ts'

/** How much a word tells about a product, by where it stands: 1 to 255. */
export const weights = { nameFirst: 250, name: 180, brand: 120, category: 100, value: 90, text: 40 } as const

/** However late a word stands in a name, it counts for more than a brand's. */
const leastInName = 130

/** A word of the catalogue and the products that have it. */
export interface Term {
  text: string
  /** some product is written so; otherwise it is only the common part of forms */
  written: boolean
  /** document * 256 + weight, rising */
  postings: Growing
}

/** Which products have a word: in its very form, by its stem, by its beginning. */
export class WordIndex {
  readonly terms = new Map<string, Term>()
  /** sorted at the time of `sort`; what came later stands in `later` */
  private sorted: Term[] = []
  private later: Term[] = []

  /** Texts of a product, the weightiest first; documents come in rising order. */
  add(doc: number, texts: readonly { text: string | null; weight: number; firstWeight?: number }[]): void {
    const found = new Map<string, { weight: number; written: boolean }>()
    const put = (word: string, weight: number, written: boolean) => {
      const before = found.get(word)
      if (!before) found.set(word, { weight, written })
      else if (written) before.written = true
    }
    for (const { text, weight, firstWeight } of texts) {
      if (!text) continue
      for (const [place, word] of wordsOfText(text).entries()) {
        // of a name the beginning says what it is: "Отвёртка PH2" before "Отвёртка аккумуляторная с битой PH2"
        const here =
          firstWeight === undefined
            ? weight
            : place === 0
              ? firstWeight
              : Math.max(leastInName, weight - 5 * place)
        put(word, here, true)
        const stem = stemOf(word)
        if (stem !== word) put(stem, here, false)
      }
    }
    for (const [word, { weight, written }] of found) {
      const term = this.termOf(word)
      if (written) term.written = true
      term.postings.push(doc * 256 + weight)
    }
  }

  private termOf(text: string): Term {
    const before = this.terms.get(text)
    if (before) return before
    const term = { text, written: false, postings: new Growing() }
    this.terms.set(text, term)
    this.later.push(term)
    return term
  }

  /** Puts the words in order, so that beginnings are found at once; done when an index has been built. */
  sort(): void {
    this.sorted = [...this.terms.values()].sort((a, b) => (a.text < b.text ? -1 : 1))
    this.later = []
  }

  /** Words of the catalogue that begin so, itself excepted; at most `most`. */
  beginning(prefix: string, most: number): Term[] {
    const found: Term[] = []
    let low = 0
    let high = this.sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sorted[middle]!.text < prefix) low = middle + 1
      else high = middle
    }
    for (let at = low; at < this.sorted.length && found.length < most; at++) {
      const term = this.sorted[at]!
      if (!term.text.startsWith(prefix)) break
      if (term.text !== prefix) found.push(term)
    }
    for (const term of this.later)
      if (found.length < most && term.text !== prefix && term.text.startsWith(prefix)) found.push(term)
    return found
  }
}
