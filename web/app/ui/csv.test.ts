import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const columns = [
  { key: 'a', title: 'Артикул', cell: () => null, text: (row: { a: string; b: string }) => row.a },
  { key: 'tick', title: '', cell: () => null },
  { key: 'b', title: 'Имя', cell: () => null, text: (row: { a: string; b: string }) => row.b },
]

test('only columns with a text are exported, quoted where they must be', () => {
  expect(csvOf(columns, [{ a: '007', b: 'Болт; "М8"' }])).toBe('\ufeffАртикул;Имя\r\n007;"Болт; ""М8"""\r\n')
})

test('a text that a spreadsheet would run is made plain, a negative number stays one', () => {
  const csv = csvOf(columns, [
    { a: '=HYPERLINK("x")', b: '-12,50' },
    { a: '@SUM(A1)', b: '-1+cmd' },
  ])
  expect(csv).toContain('"\'=HYPERLINK(""x"")";-12,50')
  expect(csv).toContain("'@SUM(A1);'-1+cmd")
})
