import { expect, it } from 'vitest'
import { beginningWith, containing } from './like-pattern.ts'

it('takes the wildcards of a person for what he typed', () => {
  expect(containing(' 100%_М8\\к ')).toBe(String.raw`%100\%\_М8\\к%`)
  expect(beginningWith('50%')).toBe(String.raw`50\%%`)
})
