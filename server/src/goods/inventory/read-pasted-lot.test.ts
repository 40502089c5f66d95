import { expect, it } from 'vitest'
import { readDay, readPastedLot } from './read-pasted-lot.ts'

it.each([
  ['A-1;300;12.12.2026', { article: 'A-1', quantity: '300', eta: '2026-12-12', note: null }],
  [
    'A-1\t1 200,5\t2026-12-01\tконтейнер 7',
    { article: 'A-1', quantity: '1200.5', eta: '2026-12-01', note: 'контейнер 7' },
  ],
  ['"007";40 шт;1.2.27', { article: '007', quantity: '40', eta: '2027-02-01', note: null }],
])('a row of a spreadsheet is read as people write it: %s', (text, read) => {
  expect(readPastedLot(text)).toEqual(read)
})

it.each([
  ['', 'empty'],
  [' ;300;12.12.2026', 'article_missing'],
  ['A-1;;12.12.2026', 'quantity_unreadable'],
  ['A-1;0;12.12.2026', 'quantity_unreadable'],
  ['A-1;-5;12.12.2026', 'quantity_unreadable'],
  ['A-1;#REF!;12.12.2026', 'quantity_unreadable'],
  ['A-1;1e300;12.12.2026', 'quantity_unreadable'],
  ['A-1;300;скоро', 'date_unreadable'],
  ['A-1;300;31.02.2026', 'date_unreadable'],
  ['A-1;300', 'date_unreadable'],
])('what cannot be read is told, not guessed: %s', (text, reason) => {
  expect(readPastedLot(text)).toBe(reason)
})

it('a date of no calendar is none', () => {
  expect(readDay('2026-13-01')).toBeNull()
  expect(readDay('29.02.2028')).toBe('2028-02-29')
})
