import { stemmer as englishStem } from '@orama/stemmers/english'
import { stemmer as russianStem } from '@orama/stemmers/russian'

/** A word as people write it, made comparable. */
export interface Word {
  /** lower case; look-alike letters are Latin in a word with digits */
  text: string
  /** other spellings that mean the same, less sure */
  alternatives: string[]
  /** may be missing in what is found: units of measure, prepositions */
  optional: boolean
  /** two that stood with a hyphen between them, together: not typed so, but where it is found it is meant */
  joined?: true
}

const cyrillic = 'авекмнорстух'
const latin = 'abekmhopctyx'
const folded = new Map([...cyrillic].map((letter, index) => [letter, latin[index]!]))
const fold = (word: string) => word.replaceAll(/[авекмнорстух]/g, (letter) => folded.get(letter)!)

const measures = new Set(
  'мм см м км кг г гр т л мл шт штук вт квт в кв а ма ом гц бар мпа лм к мм2 мм² м2 м3 уп упак пач mm cm m kg g l ml w kw v a pcs pc'
    .split(' ')
    .map((unit) => unit.normalize('NFKC')),
)
const small = new Set(
  'арт артикул код sku для с со на по из под в во и или к от до без при the a an of for with and or in on to'.split(
    ' ',
  ),
)

/**
 * A text with everything made alike that people write in several ways: `М8 × 40`, `м8*40` and `M8x40`; `2,5` and `2.5`;
 * ё and е; marks that nobody sees (zero width, direction) are gone.
 */
export function alike(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\u00ad]/gu, '')
    .replaceAll('⁄', '/')
    .replaceAll('ё', 'е')
    .replaceAll(/(\d)\s*[×*хx]\s*(?=[a-zа-я]{0,2}\d)/g, '$1x')
    .replaceAll(/(\d),(?=\d)/g, '$1.')
}

const hyphenated = /(\p{L}{2,})-(\p{L}{2,})/gu
const pattern = /[\p{L}\p{N}]+(?:[./]\d+)*/gu

/** The words of what a product is described by, each once, in their order; sizes also by their parts. */
export function wordsOfText(text: string): string[] {
  const words = new Set<string>()
  const same = alike(text.slice(0, 4000))
  const found = same.match(pattern) ?? []
  for (const [index, raw] of found.entries()) {
    for (const word of spelled(raw)) words.add(word)
    const next = found[index + 1]
    if (next === undefined) continue
    if (/^\d/.test(raw) && /\d$/.test(raw) && measures.has(next)) words.add(fold(raw + next))
    // `DIN 933` is typed `din933` too
    if (/^(?:[a-z]{2,4}|[а-я]{2,3})$/.test(raw) && /^\d+$/.test(next)) words.add(fold(raw + next))
  }
  // `пресс-шайба` is typed `прессшайба` too
  for (const [, one, other] of same.matchAll(hyphenated)) words.add(`${one}${other}`)
  return [...words]
}

/** What somebody typed, word by word; at most 16 of them. */
export function wordsOfQuery(text: string): Word[] {
  const same = alike(text.slice(0, 300))
  const found = (same.match(pattern) ?? []).slice(0, 16)
  const words = found.map((raw, index): Word => {
    if (!/\d/.test(raw))
      return {
        text: raw,
        alternatives: [],
        optional: small.has(raw) || (measures.has(raw) && /\d$/.test(found[index - 1] ?? '')),
      }
    const measured = /^([\d.]+)(\p{L}+\d?)$/u.exec(raw)
    if (measured && measures.has(measured[2]!))
      return { text: fold(raw), alternatives: [measured[1]!], optional: false }
    const next = found[index + 1]
    // `3 мм` is meant before any other 3
    if (/^[\d.]+$/.test(raw) && next !== undefined && measures.has(next))
      return { text: fold(raw + next), alternatives: [raw], optional: false }
    return { text: fold(raw), alternatives: [], optional: false }
  })
  if (!words.some((word) => !word.optional)) return words.map((word) => ({ ...word, optional: false }))
  const joined = [...same.matchAll(hyphenated)].map(([, one, other]): Word => ({
    text: `${one}${other}`,
    alternatives: [],
    optional: true,
    joined: true,
  }))
  // in front: the last word is the one that may be unfinished
  return [...joined, ...words].slice(0, 16)
}

/** A word and what it is made of: `m8x40` is also m8, 8x40 and 40; `10мм` also 10 and мм. */
function spelled(raw: string): string[] {
  if (!/\d/.test(raw)) return [raw]
  const word = fold(raw)
  const parts = [word]
  if (word.includes('x')) {
    const sides = word.split('x')
    if (sides.length > 1 && sides.every((side) => /\d/.test(side))) {
      parts.push(...sides)
      if (/^[a-z]{1,2}\d/.test(word)) parts.push(word.replace(/^[a-z]+/, ''))
      if (sides.length > 2) parts.push(sides.slice(0, 2).join('x'), sides.slice(1).join('x'))
    }
  }
  const measured = /^([\d.]+)(\p{L}+\d?)$/u.exec(raw)
  if (measured && measures.has(measured[2]!)) parts.push(measured[1]!, measured[2]!)
  return parts
}

const stems = new Map<string, string>()

/** The part of a word that its forms share, by the Snowball algorithms for Russian and English; a size has none. */
export function stemOf(word: string): string {
  if (word.length < 3 || /\d/.test(word)) return word
  const before = stems.get(word)
  if (before !== undefined) return before
  const stem = /[а-я]/.test(word) ? russianStem(word) : /^[a-z]+$/.test(word) ? englishStem(word) : word
  // the words of a trade are few; somebody who types nonsense must not fill the memory
  if (stems.size > 200_000) stems.clear()
  stems.set(word, stem)
  return stem
}

const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const russianKeys = 'йцукенгшщзхъфывапролджэячсмитьбюё'

/** The same keys pressed in the other layout: `ghbdtn` -> `привет`, `ифпш` -> `bagi`; null where nothing changes. */
export function otherLayout(text: string): string | null {
  const lower = text.toLowerCase()
  const [from, to] = /\p{Script=Cyrillic}/u.test(lower) ? [russianKeys, latinKeys] : [latinKeys, russianKeys]
  const turned = [...lower].map((letter) => to[from.indexOf(letter)] ?? letter).join('')
  return turned === lower ? null : turned
}
