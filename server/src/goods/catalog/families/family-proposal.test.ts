import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, proposeFrom } from './family-proposal.ts'

const product = (name: string, properties: Record<string, string>, kin = 'завод'): Candidate => ({
  id: name,
  article: null,
  name,
  nameEn: null,
  kin,
  properties: new Map(
    Object.entries(properties).map(([key, text]) => [key, { valueId: `${key}=${text}`, text }]),
  ),
})
const bolt = (diameter: number, length: number) =>
  product(`Болт DIN 933 М${diameter}х${length}`, {
    диаметр: String(diameter),
    длина: String(length),
    вес: String(diameter * diameter * length),
  })

describe('a proposal of a family', () => {
  it('takes products whose names differ in sizes, and the properties that the names say', () => {
    const [family, ...rest] = proposeFrom([
      bolt(8, 20),
      bolt(8, 30),
      bolt(10, 20),
      bolt(10, 30),
      bolt(10, 40),
    ])
    expect(rest).toEqual([])
    expect(family).toMatchObject({ name: 'Болт DIN 933', axes: ['длина', 'диаметр'] })
    expect(family!.members).toHaveLength(5)
  })

  it('takes words that are values of a property in any of their forms', () => {
    const [family] = proposeFrom([
      product('Каска защитная белая', { цвет: 'белый' }),
      product('Каска защитная красная', { цвет: 'красный' }),
    ])
    expect(family).toMatchObject({ name: 'Каска защитная', axes: ['цвет'] })
  })

  it('leaves apart what is of another kin, what has other words, and what nothing tells apart', () => {
    expect(proposeFrom([bolt(8, 20), { ...bolt(8, 30), kin: 'другой' }])).toEqual([])
    expect(proposeFrom([product('Болт', { цвет: 'а' }), product('Гайка', { цвет: 'б' })])).toEqual([])
    expect(proposeFrom([bolt(8, 20), { ...bolt(8, 20), id: 'двойник' }])).toEqual([])
    expect(proposeFrom([])).toEqual([])
  })

  it('never puts two products on one cell, and no product into two families', () => {
    const value = fc.constantFrom('1', '2', '3')
    const any = fc.record({ а: value, б: value, в: value, г: value })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (all) => {
        const products = all.map((properties, index) => ({
          ...product(`Изделие ${properties.а} ${properties.б}`, properties),
          id: String(index),
        }))
        const families = proposeFrom(products)
        const members = families.flatMap(({ members }) => members.map(({ id }) => id))
        expect(new Set(members).size).toBe(members.length)
        for (const { axes, members } of families) {
          expect(axes.length).toBeGreaterThan(0)
          expect(axes.length).toBeLessThanOrEqual(3)
          const cells = members.map(({ properties }) =>
            axes.map((axis) => properties.get(axis)!.valueId).join(),
          )
          expect(new Set(cells).size).toBe(cells.length)
        }
      }),
    )
  })
})
