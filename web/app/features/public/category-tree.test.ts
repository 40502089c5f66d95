import { expect, test } from 'vitest'
import { tilesUnder } from './category-tree.ts'

const node = (id: string, parentId: string | null, count: number) => ({
  id,
  parentId,
  slug: id,
  name: id.toUpperCase(),
  count,
  picture: null,
})

test('each category comes with its largest subcategories, at most six', () => {
  const many = Array.from({ length: 8 }, (_, index) => node(`b${index}`, 'b', index))
  const tiles = tilesUnder([node('a', null, 5), node('b', null, 9), node('a1', 'a', 5), ...many], null)
  expect(tiles.map(({ slug, count }) => [slug, count])).toEqual([
    ['a', 5],
    ['b', 9],
  ])
  expect(tiles[0]!.children).toEqual([{ slug: 'a1', name: 'A1' }])
  expect(tiles[1]!.children.map(({ slug }) => slug)).toEqual(['b7', 'b6', 'b5', 'b4', 'b3', 'b2'])
  expect(tilesUnder([node('a', null, 5)], 'a')).toEqual([])
})
