import { expect, it } from 'vitest'
import { readNumber } from './read-number.ts'

const read = (text: string) => readNumber(text, { whole: 12, places: 6 })?.toFixed() ?? null

it('a number is read as people type it, and as pages and spreadsheets give it to the clipboard', () => {
  for (const [typed, number] of [
    ['1,5', '1.5'],
    ['1 000', '1000'],
    ['1.234,50', '1234.5'],
    ['１２', '12'],
    ['١٢', '12'],
    // marks of zero width and of direction
    ['\u200b5', '5'],
    ['\u202d1\u00a0250,40\u202c', '1250.4'],
    ['\ufeff7\u200e', '7'],
  ] as const)
    expect(read(typed), JSON.stringify(typed)).toBe(number)
})

it('what could be read in two ways, or is no number, is not guessed', () => {
  for (const typed of [
    '',
    '\u200b',
    '-5',
    '1e300',
    '#REF!',
    'по запросу',
    '1 00',
    '1,2,3',
    '1.2.3',
    'Infinity',
  ])
    expect(read(typed), JSON.stringify(typed)).toBeNull()
})
