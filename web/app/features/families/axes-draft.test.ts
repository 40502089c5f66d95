import { expect, it } from 'vitest'
import { inOrder, moved, newValues } from './axes-draft.ts'

const values = (...texts: string[]) => texts.map((value) => ({ id: value, value, valueEn: '', members: 0 }))

it('what moves changes places with its neighbour, and stays at the edge', () => {
  expect(moved(['а', 'б', 'в'], 2, -1)).toEqual(['а', 'в', 'б'])
  expect(moved(['а', 'б'], 1, 1)).toEqual(['а', 'б'])
  expect(moved(['а', 'б'], 0, -1)).toEqual(['а', 'б'])
})

it('values are typed one by one or pasted, and none comes twice', () => {
  const added = (text: string) => newValues(text, values('S')).map(({ value }) => value)
  expect(added('s, M,L; m\n XL \n\n')).toEqual(['M', 'L', 'XL'])
  // a decimal comma is no end of a value
  expect(added('1,5; 2,5')).toEqual(['1,5', '2,5'])
  expect(added('х'.repeat(200))[0]).toHaveLength(120)
})

it('sizes go by their number', () => {
  expect(inOrder(values('М10', 'М8', 'М12')).map(({ value }) => value)).toEqual(['М8', 'М10', 'М12'])
})
