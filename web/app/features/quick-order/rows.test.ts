import { expect, test } from 'vitest'
import { cellsOf, changed, endless, isBarcode, isList, mostRows, pasted, blankRow } from './rows.ts'

let made = 0
const key = () => `k${(made += 1)}`

test('a paste is cut by tabs, else by semicolons, else by a comma before a number', () => {
  expect(cellsOf('A-1\t5\tкор\nB 2\t1,5')).toEqual([
    ['A-1', '5', 'кор'],
    ['B 2', '1,5'],
  ])
  expect(cellsOf('A-1;5\r\nB-2;6;шт')).toEqual([
    ['A-1', '5'],
    ['B-2', '6', 'шт'],
  ])
  expect(cellsOf('A-1, 5\nB-2,1,5')).toEqual([
    ['A-1', '5'],
    ['B-2', '1,5'],
  ])
  expect(cellsOf('Болт, оцинкованный\nA-1')).toEqual([['Болт, оцинкованный'], ['A-1']])
})

test('a header is no row, quotes of a spreadsheet are not part of a cell, zeros stay', () => {
  expect(cellsOf('Артикул\tКол-во\n00123\t2')).toEqual([['00123', '2']])
  expect(cellsOf('"A ""1"""\t2')).toEqual([['A "1"', '2']])
})

test('one article is a word for one cell, lines and columns are a list', () => {
  expect(isList('DIN 933 M8x40')).toBe(false)
  expect(isList('A-1;5')).toBe(true)
  expect(isList('A-1\nB-2')).toBe(true)
})

test('a list pasted over filled rows comes after them, and a column of quantities goes down from its cell', () => {
  const sheet = endless([{ ...blankRow('a'), article: 'A' }], key)
  const { rows, last } = pasted(sheet, [['B'], ['C', '7']], { index: 0, field: 'article' }, key)
  expect(rows.slice(0, 3).map(({ article, quantity }) => [article, quantity])).toEqual([
    ['A', ''],
    ['B', ''],
    ['C', '7'],
  ])
  expect(last).toBe(2)
  const down = pasted(rows, [['1'], ['2'], ['3']], { index: 0, field: 'quantity' }, key)
  expect(down.rows.slice(0, 3).map(({ article, quantity }) => [article, quantity])).toEqual([
    ['A', '1'],
    ['B', '2'],
    ['C', '3'],
  ])
})

test('what does not fit is counted, never dropped in silence', () => {
  const lines = Array.from({ length: mostRows + 5 }, (_, index) => [`A-${index}`])
  const { rows, left } = pasted(endless([], key), lines, { index: 0, field: 'article' }, key)
  expect(rows).toHaveLength(mostRows)
  expect(left).toBe(5)
})

test('another article forgets what was chosen for the old one', () => {
  const row = { ...blankRow('a'), article: 'A', productId: 'p', packagingId: 'k' }
  expect(changed(row, { quantity: '5' })).toMatchObject({ productId: 'p' })
  expect(changed(row, { article: 'B' })).not.toHaveProperty('productId')
})

test('a scanned code is told from a quantity', () => {
  expect(isBarcode('4601234567893')).toBe(true)
  expect(isBarcode('1200')).toBe(false)
})
