import { describe, expect, it } from 'vitest'
import { readPastedRow } from './read-pasted-row.ts'

describe('a pasted row of prices', () => {
  it.each([
    ['A-1;12,50', { article: 'A-1', amount: '12.5', minQuantity: '0' }],
    ['A-1;1.234,50', { article: 'A-1', amount: '1234.5', minQuantity: '0' }],
    ['A-1;12,500000000', { article: 'A-1', amount: '12.5', minQuantity: '0' }],
    ['A-1;1;1.000,5', { article: 'A-1', amount: '1', minQuantity: '1000.5' }],
    ['A-1\t1 234,5 ₽\tот 100', { article: 'A-1', amount: '1234.5', minQuantity: '100' }],
    ['"A-1"; 12.5 руб.; 0', { article: 'A-1', amount: '12.5', minQuantity: '0' }],
    [' A-1 ;007', { article: 'A-1', amount: '7', minQuantity: '0' }],
  ])('%j is understood as people write it', (text, read) => {
    expect(readPastedRow(text)).toEqual(read)
  })

  it.each([
    ['', 'empty'],
    ['  \t ', 'empty'],
    [';12', 'article_missing'],
    ['A-1', 'price_unreadable'],
    ['A-1;', 'price_unreadable'],
    ['A-1;дорого', 'price_unreadable'],
    ['A-1;-5', 'price_unreadable'],
    ['A-1;#REF!', 'price_unreadable'],
    ['A-1;#ДЕЛ/0!', 'price_unreadable'],
    ['A-1;1e300', 'price_unreadable'],
    ['A-1;1E+5', 'price_unreadable'],
    ['A-1;NaN', 'price_unreadable'],
    ['A-1;Infinity', 'price_unreadable'],
    ['A-1;=1+1', 'price_unreadable'],
    ['A-1;0,00', 'price_unreadable'],
    ['A-1;12,1234567', 'price_unreadable'],
    ['A-1;12345678901234', 'price_unreadable'],
    ['A-1;12 34', 'price_unreadable'],
    ['A-1;1,234.567,8', 'price_unreadable'],
    ['A-1;12;много', 'quantity_unreadable'],
  ])('%j says what is wrong with it', (text, outcome) => {
    expect(readPastedRow(text)).toBe(outcome)
  })
})
