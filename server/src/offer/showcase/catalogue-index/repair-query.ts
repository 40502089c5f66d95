import type { CatalogueIndex } from './catalogue-index.ts'
import { isKnown, isWordKnown, leadsSomewhere } from './find.ts'
import { alike, otherLayout, stemOf, wordsOfQuery } from './words.ts'

/** Words beside those of the goods that somebody may have meant. */
export interface OtherWords {
  knows(text: string): boolean
  correct(word: string): string | undefined
}

const noOtherWords: OtherWords = { knows: () => false, correct: () => undefined }

/**
 * What somebody meant who typed words that no offered product has: in the other keyboard layout (the whole, or a word),
 * or mistyped by a letter or two. null: nothing is wrong, or nothing better is known. Only words of offered products are
 * proposed, so that a correction tells nothing of what a buyer may not see.
 */
export function repairQuery(
  index: CatalogueIndex,
  offered: Uint8Array,
  text: string,
  synonyms: OtherWords = noOtherWords,
): string | null {
  if (isKnown(index, offered, text)) return null
  const turned = otherLayout(text)
  if (turned && isKnown(index, offered, turned)) return turned
  let changed = false
  const chunks = alike(text.slice(0, 300))
    .split(/\s+/)
    .slice(0, 16)
    .map((chunk) => {
      if (isKnown(index, offered, chunk) || synonyms.knows(chunk)) return chunk
      const better = correct(index, offered, chunk, synonyms)
      if (better) changed = true
      return better ?? chunk
    })
  return changed ? chunks.join(' ') : null
}

function correct(
  index: CatalogueIndex,
  offered: Uint8Array,
  chunk: string,
  synonyms: OtherWords,
): string | null {
  const turned = otherLayout(chunk)
  if (turned && (isKnown(index, offered, turned) || synonyms.knows(turned))) return turned
  for (const text of turned ? [chunk, turned] : [chunk]) {
    const corrected = wordsOfQuery(text).map((word) => {
      if (word.optional || isWordKnown(index, offered, word)) return word.text
      return (
        [word.text, stemOf(word.text)]
          .flatMap((form) => index.nearestWords.of(form))
          .find((term) => leadsSomewhere(term, offered))?.text ?? synonyms.correct(word.text)
      )
    })
    if (corrected.length > 0 && corrected.every((word) => word !== undefined)) return corrected.join(' ')
  }
  return null
}
