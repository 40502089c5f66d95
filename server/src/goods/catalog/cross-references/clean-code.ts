import { longestCrossReference } from '@portal/api/cross-references.ts'
import { articleKey } from '../article-key.ts'

export type CleanCode = { code: string; key: string } | { wrong: 'empty' | 'too_long' | 'bad_code' }

/**
 * A code as it is kept: what nobody sees (zero-width characters, direction marks, control characters) is gone, spaces are
 * single. It needs a letter or a digit, or nothing could be found by it.
 */
export function cleanCode(written: string): CleanCode {
  const code = written
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC')
  if (code === '') return { wrong: 'empty' }
  if ([...code].length > longestCrossReference) return { wrong: 'too_long' }
  const key = articleKey(code)
  return key === '' ? { wrong: 'bad_code' } : { code, key }
}
