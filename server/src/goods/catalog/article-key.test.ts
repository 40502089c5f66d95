import { expect, test } from 'vitest'
import { articleKey } from './article-key.ts'

test.each([
  [' ab-12.3 ', 'AB123'],
  ['007', '007'],
  ['№ 5/А', '5А'],
  ['ｋ１２', 'K12'],
  // letters that nobody sees: a Hangul filler, a zero-width joiner, a mark of direction
  ['AB\u115F1\u200D2\u202E', 'AB12'],
  ['--', ''],
])('%j is looked up by %j', (text, key) => {
  expect(articleKey(text)).toBe(key)
})
