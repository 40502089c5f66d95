import { expect, it } from 'vitest'
import { codeColumns } from './code-columns.ts'

it('columns are found by the words over them, in any order', () => {
  expect(codeColumns([['Бренд', 'Кросс-код', 'Артикул']])).toEqual({
    article: 2,
    code: 1,
    owner: 0,
    header: true,
  })
  expect(codeColumns([['Наш код', 'OEM', 'Производитель']])).toMatchObject({ article: 0, code: 1, owner: 2 })
  expect(codeColumns([['Article', 'Foreign code']])).toMatchObject({ article: 0, code: 1, owner: null })
  expect(codeColumns([['Артикул', 'Что-то', 'Чей']])).toMatchObject({ article: 0, code: 1, owner: 2 })
})

it('a list without a head is article, code, whose', () => {
  const usual = { article: 0, code: 1, owner: 2, header: false }
  expect(codeColumns([['BRAND-100', 'X1', 'Завод']])).toEqual(usual)
  expect(codeColumns([])).toEqual(usual)
})
