import { articleKey } from '#src/goods/catalog/public.ts'

/** What somebody typed into search, taken apart. */
export interface SearchWords {
  text: string
  /** words in lower case, letters and digits only */
  words: string[]
  /** the whole text as an article */
  key: string
}

export function searchWords(text: string): SearchWords {
  const plain = text.normalize('NFKC').trim()
  const words = plain
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 12)
  return { text: plain, words, key: articleKey(plain) }
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

const cyrillic = 'авекмнорстух'
const latin = 'abekmhopctyx'

/** A size or a code is written `М8х30` or `M8x30`: both spellings of a word that has digits in it. */
export function spellings(word: string): string[] {
  if (!/\d/.test(word)) return [word]
  const turn = (from: string, to: string) =>
    [...word].map((letter) => to[from.indexOf(letter)] ?? letter).join('')
  return [...new Set([word, turn(cyrillic, latin), turn(latin, cyrillic)])]
}
