import type { FamilyMember } from '@portal/api/offer.ts'
import { expect, it } from 'vitest'
import { layerOf, turnLayer, valuesHere } from './layers.ts'

const member = (...values: (string | null)[]) =>
  ({ item: { slug: values.join('-') }, label: null, values }) as unknown as FamilyMember
const breakers = [
  member('10', '1', 'B', 'белый'),
  member('16', '1', 'C', 'белый'),
  member('16', '2', 'C', 'серый'),
  member('25', '2', 'D', 'серый'),
]

it('what the address asks for is looked at while something stands there', () => {
  expect(layerOf(breakers, ['C', 'серый'], '10-1-B-белый')).toEqual(['C', 'серый'])
  expect(layerOf(breakers, ['C', 'красный'], '10-1-B-белый')).toEqual(['B', 'белый'])
  expect(layerOf(breakers, [], '25-2-D-серый')).toEqual(['D', 'серый'])
  expect(layerOf([], [], 'x')).toEqual([])
})

it('a turn of one axis takes the others along where nothing stands otherwise', () => {
  expect(turnLayer(breakers, ['B', 'белый'], 0, 'C')).toEqual(['C', 'белый'])
  expect(turnLayer(breakers, ['B', 'белый'], 0, 'D')).toEqual(['D', 'серый'])
})

it('a value of which nothing stands here makes no row', () => {
  expect(valuesHere(['10', '16', '25'], breakers.slice(1, 3), 0)).toEqual(['16'])
})
