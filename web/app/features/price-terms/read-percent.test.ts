import { expect, it } from 'vitest'
import { readPercent } from './read-percent.ts'

it.each([
  ['5', '5'],
  ['+12,5 %', '12.5'],
  ['−3,5', '-3.5'],
  ['-99.999', '-99.999'],
  ['-100', null],
  ['-100,5', null],
  ['1e3', null],
  ['#REF!', null],
  ['', null],
])('%j as a change in percent is %j', (text, read) => {
  expect(readPercent(text)).toBe(read)
})
