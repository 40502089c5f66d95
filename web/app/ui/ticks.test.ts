import { expect, test } from 'vitest'
import { tick, tickAll, tickedOf, type Selection } from './ticks.ts'

const rows = ['a', 'b', 'c', 'd', 'e']

function selectionOf(...start: string[]): Selection {
  const selection: Selection = { selected: new Set(start), onChange: (next) => (selection.selected = next) }
  return selection
}

test('Shift reaches from the row ticked last, in either direction', () => {
  const selection = selectionOf()
  tick(selection, rows, 'd', false)
  tick(selection, rows, 'b', true)
  expect([...selection.selected].sort()).toEqual(['b', 'c', 'd'])
})

test('ticking all keeps what is ticked on other pages, and takes back only these', () => {
  const selection = selectionOf('of another page', 'a')
  expect(tickedOf(selection, rows)).toBe('some')
  tickAll(selection, rows)
  expect(tickedOf(selection, rows)).toBe('all')
  tickAll(selection, rows)
  expect([...selection.selected]).toEqual(['of another page'])
})
