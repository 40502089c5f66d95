import { expect, test } from 'vitest'
import { asPasted, pastedRows } from './cells.ts'

test('pasted lines keep the numbers that they have in the list', () => {
  expect(pastedRows('A\t1\n\n"B;C"\t2\r\n')).toEqual([
    { number: 1, cells: ['A', '1'] },
    { number: 3, cells: ['B;C', '2'] },
  ])
  expect(pastedRows('A;1')).toEqual([{ number: 1, cells: ['A', '1'] }])
  expect(pastedRows(' \n\t')).toEqual([])
})

test('a cell of a file with a line break stays one cell', () => {
  expect(
    pastedRows(
      asPasted([
        ['A\n1', 'x'],
        ['', ''],
        ['B', 'y'],
      ]),
    ),
  ).toEqual([
    { number: 1, cells: ['A 1', 'x'] },
    { number: 3, cells: ['B', 'y'] },
  ])
})
