import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from './contract-schemas.ts'

const contract = fileURLToPath(new URL('../../../api/src/', import.meta.url))

/** The names that the contract takes from zod and that exist only there. */
const standIn = z as typeof import('zod').z

test('an enum keeps its names, an object its fields, however they are composed', () => {
  const status = standIn.enum(['new', 'shipped'])
  expect(status.options).toEqual(['new', 'shipped'])
  expect(status.optional().unwrap().options).toEqual(['new', 'shipped'])
  const order = standIn.object({ status }).extend({ total: standIn.string() })
  expect(Object.keys(order.shape)).toEqual(['status', 'total'])
})

test('it never pretends to validate', () => {
  expect(() => standIn.string().safeParse('x')).toThrow('not validated in the browser')
  expect(() => standIn.object({}).parse({})).toThrow('not validated in the browser')
})

test('every file of the contract takes nothing else from zod than z', () => {
  const files = globSync('*.ts', { cwd: contract })
  expect(files.length).toBeGreaterThan(8)
  for (const file of files)
    for (const [, names] of readFileSync(`${contract}${file}`, 'utf8').matchAll(
      /import (?!type)(.*) from 'zod'/g,
    ))
      expect(names, file).toBe('{ z }')
})
