import type { Term } from './word-index.ts'

/**
 * Words of the catalogue that differ from a mistyped one by a letter or two, found by the groups of three letters that
 * they share; only those are compared letter by letter.
 */
export class NearestWords {
  private readonly byTrigram = new Map<string, number[]>()
  private readonly words: Term[] = []
  /** by the letters of a word in their order: two that changed places leave short words no group of three in common */
  private readonly byLetters = new Map<string, number[]>()

  constructor(terms: Iterable<Term>) {
    for (const term of terms) {
      if (!term.written || term.text.length < 3 || term.text.length > 40 || /\d/.test(term.text)) continue
      const place = this.words.push(term) - 1
      for (const trigram of trigramsOf(term.text)) push(this.byTrigram, trigram, place)
      push(this.byLetters, lettersOf(term.text), place)
    }
  }

  /** The nearest first; of words as near, the one of more products. Words of up to 3 letters, and sizes, are not corrected. */
  of(word: string): Term[] {
    if (word.length < 4 || word.length > 40 || /\d/.test(word)) return []
    const most = word.length < 8 ? 1 : 2
    // a shorter word may differ by two letters where they sound alike: сомарез, перфаратр
    const mostAlike = 2
    const sound = soundOf(word)
    const trigrams = trigramsOf(word)
    const shared = new Map<number, number>()
    for (const trigram of trigrams)
      for (const place of this.byTrigram.get(trigram) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1)
    // a changed letter spoils three groups, two letters that changed places spoil four
    const least = Math.max(1, trigrams.length - 3 * mostAlike - 1)
    for (const place of this.byLetters.get(lettersOf(word)) ?? []) shared.set(place, trigrams.length)
    const found: { term: Term; distance: number }[] = []
    for (const [place, count] of shared) {
      const term = this.words[place]!
      if (count < least || Math.abs(term.text.length - word.length) > mostAlike) continue
      const distance = distanceWithin(word, term.text, mostAlike)
      if (distance <= most || (distance <= mostAlike && soundOf(term.text) === sound))
        found.push({ term, distance })
    }
    return found
      .sort((a, b) => a.distance - b.distance || b.term.postings.length - a.term.postings.length)
      .map(({ term }) => term)
  }
}

function push(map: Map<string, number[]>, key: string, place: number): void {
  const places = map.get(key)
  if (places) places.push(place)
  else map.set(key, [place])
}

function lettersOf(word: string): string {
  return [...word].sort().join('')
}

const sounds: [RegExp, string][] = [
  [/[ао]/g, 'а'],
  [/[еиэ]/g, 'и'],
  [/[бп]/g, 'п'],
  [/[вф]/g, 'ф'],
  [/[гк]/g, 'к'],
  [/[дт]/g, 'т'],
  [/[зс]/g, 'с'],
  [/[жш]/g, 'ш'],
  [/[ьъ]/g, ''],
  [/(.)\1+/g, '$1'],
]

/** How a word sounds to who writes it by ear: unstressed vowels and paired consonants are one, doubled letters single. */
function soundOf(word: string): string {
  return sounds.reduce((text, [pattern, sound]) => text.replaceAll(pattern, sound), word)
}

function trigramsOf(word: string): string[] {
  const padded = ` ${word} `
  return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3))
}

/** Letters put in, left out, changed or swapped with a neighbour; more than `most` is told as most + 1. */
export function distanceWithin(a: string, b: string, most: number): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length]!, most + 1)
}
