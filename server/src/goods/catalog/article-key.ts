/**
 * What an article is looked up by: upper case, letters and digits that can be seen. Leading zeros stay.
 * `" ab-12.3 "` and `"AB123"` have one key; Cyrillic and Latin letters stay apart (see lookalikeKey).
 */
export function articleKey(text: string): string {
  return text
    .replaceAll('№', '')
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point}/gu, '')
}

/** Letters that look like others, and what each is folded to; the same pairs stand in catalog.lookalike_key. */
export const lookalikes = { from: 'АВЕКМНОРСТУХЗO', to: 'ABEKMH0PCTYX30' } as const

const folded = new Map([...lookalikes.from].map((letter, index) => [letter, lookalikes.to[index]!]))

/** The key of everything that a person cannot tell from this article by eye: А/A, С/C, О/O/0, З/3. Only for suggestions. */
export function lookalikeKey(key: string): string {
  return [...key].map((letter) => folded.get(letter) ?? letter).join('')
}
