import { describe, expect, test } from 'vitest'
import { guessNumberColumns, rowsOfText } from './number-columns.ts'

describe('columns of a list of own numbers', () => {
  test.each([
    [['Артикул', 'Наш код'], { article: 0, number: 1, from: 1 }],
    [['Код клиента', 'Наименование', 'Артикул поставщика'], { article: 2, number: 0, from: 1 }],
    [['SKU', 'Your part number'], { article: 0, number: 1, from: 1 }],
    [['Свой артикул', 'Артикул'], { article: 1, number: 0, from: 1 }],
  ])('%j', (head, expected) => {
    expect(guessNumberColumns([head, ['A-1', 'B-2', 'C-3']])).toEqual(expected)
  })

  test('a head may stand below a title, and a list may have none', () => {
    expect(guessNumberColumns([['Соответствие кодов'], ['Артикул', 'Ваш номер'], ['A', 'B']])).toEqual({
      article: 0,
      number: 1,
      from: 2,
    })
    expect(guessNumberColumns([['A-1', 'B-2']])).toEqual({ article: 0, number: 1, from: 0 })
  })

  test('pasted lines are cut by the first separator that they have', () => {
    expect(rowsOfText('A;1,5\tB\nC\tD')).toEqual([
      ['A;1,5', 'B'],
      ['C', 'D'],
    ])
    expect(rowsOfText('"A";B')).toEqual([['A', 'B']])
    expect(rowsOfText('A, B')).toEqual([['A', 'B']])
  })
})
