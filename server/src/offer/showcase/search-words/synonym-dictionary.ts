import { Growing } from '../catalogue-index/lists.ts'
import { NearestWords } from '../catalogue-index/nearest-words.ts'
import { stemOf, wordsOfQuery } from '../catalogue-index/words.ts'

/** Words that mean the same, or lead from `words` to `targets`. */
export interface SynonymGroup {
  kind: 'same' | 'instead'
  words: readonly string[]
  targets: readonly string[]
}

/** Longer phrases are not looked for in a query. */
const longest = 6
/** So many ways of saying a query are asked for at most. */
const mostVariants = 12

/** What the operator taught the search, ready to be asked: which other ways there are to say a query. */
export class SynonymDictionary {
  /** stems of a phrase, in its order -> what may stand in its place */
  private readonly byPhrase = new Map<string, Set<string>>()
  private readonly stems = new Set<string>()
  private readonly nearest: NearestWords

  constructor(groups: readonly SynonymGroup[]) {
    const written = new Set<string>()
    for (const { kind, words, targets } of groups)
      for (const word of words) {
        const tokens = tokensOf(word)
        if (tokens.length === 0 || tokens.length > longest) continue
        for (const token of tokens) {
          this.stems.add(stemOf(token))
          written.add(token)
        }
        const others = kind === 'same' ? words.filter((other) => other !== word) : targets
        const known = this.byPhrase.get(keyOf(tokens)) ?? new Set<string>()
        for (const other of others) known.add(tokensOf(other).join(' '))
        this.byPhrase.set(keyOf(tokens), known)
      }
    this.nearest = new NearestWords(
      [...written].map((text) => ({ text, written: true, postings: new Growing() })),
    )
  }

  /** Other ways to say a query: each phrase that is known replaced by what means the same; not the query itself. */
  variants(text: string): string[] {
    const tokens = tokensOf(text)
    let ways: string[][] = [[]]
    let replaced = false
    for (let at = 0; at < tokens.length;) {
      const { length, others } = this.phraseAt(tokens, at)
      const own = tokens.slice(at, at + length)
      if (others.length > 0) replaced = true
      const choices = [own, ...others.map((other) => [other])]
      // the first ways are those nearest to what was typed: what is beyond the limit is the least sure
      ways = choices.flatMap((choice) => ways.map((way) => [...way, ...choice])).slice(0, mostVariants)
      at += length
    }
    if (!replaced) return []
    const typed = tokens.join(' ')
    return [...new Set(ways.map((way) => way.join(' ')))].filter((way) => way !== typed)
  }

  /** The longest known phrase that begins at a word; a word alone where none does. */
  private phraseAt(tokens: readonly string[], at: number): { length: number; others: readonly string[] } {
    for (let length = Math.min(longest, tokens.length - at); length > 0; length--) {
      const others = this.byPhrase.get(keyOf(tokens.slice(at, at + length)))
      if (others) return { length, others: [...others] }
    }
    return { length: 1, others: [] }
  }

  /** Does every word of a text stand in some synonym? Then it is not mistyped. */
  knows(text: string): boolean {
    const tokens = tokensOf(text)
    return tokens.length > 0 && tokens.every((token) => this.stems.has(stemOf(token)))
  }

  /** The word of a synonym that a mistyped one is nearest to. */
  correct(word: string): string | undefined {
    return this.nearest.of(word)[0]?.text
  }
}

function tokensOf(text: string): string[] {
  return wordsOfQuery(text)
    .filter((word) => !word.joined)
    .map((word) => word.text)
}

function keyOf(tokens: readonly string[]): string {
  return tokens.map(stemOf).join(' ')
}
