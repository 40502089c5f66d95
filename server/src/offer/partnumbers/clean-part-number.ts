import { longestPartNumber } from '@portal/api/part-numbers.ts'
import { articleKey } from '#src/goods/catalog/public.ts'

export type CleanPartNumber = { text: string; key: string } | { wrong: 'empty' | 'too_long' | 'bad_number' }

/**
 * A part number as it is kept: what nobody sees (zero-width characters, direction marks, control characters, soft hyphens)
 * is gone, spaces are single. It needs a letter or a digit, or nothing could be found by it.
 */
export function cleanPartNumber(written: string): CleanPartNumber {
  const text = written
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    // what stood apart by something invisible may have come together
    .normalize('NFC')
  if (text === '') return { wrong: 'empty' }
  if ([...text].length > longestPartNumber) return { wrong: 'too_long' }
  const key = articleKey(text)
  return key === '' ? { wrong: 'bad_number' } : { text, key }
}
