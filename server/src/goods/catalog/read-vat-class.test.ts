import { expect, it } from 'vitest'
import { readVatClass } from './read-vat-class.ts'

it.each([
  ['А-1', 'base'],
  ['А-1\t10 %', 'reduced'],
  ['А-1; НДС 10', 'reduced'],
  ['А-1;22%', 'base'],
  ['А-1;без НДС', 'none'],
  ['А-1;Нулевая', 'zero'],
  ['А-1;reduced;', 'reduced'],
] as const)('a row %j is of the class %s', (text, vatClass) => {
  expect(readVatClass(text, 'base')).toEqual({ article: 'А-1', vatClass })
})

it('a row without an article is empty, a class that nobody knows is not guessed', () => {
  expect(readVatClass('  ;10', 'base')).toBe('empty')
  for (const said of ['13', '-10', '1e1', '#REF!', 'льготы', '10 или 22'])
    expect(readVatClass(`А-1;${said}`, 'base'), said).toBe('class_unreadable')
})
