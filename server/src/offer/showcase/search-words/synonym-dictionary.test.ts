import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SynonymDictionary } from './synonym-dictionary.ts'

const words = new SynonymDictionary([
  { kind: 'same', words: ['болгарка', 'ушм', 'шлифмашина угловая'], targets: [] },
  { kind: 'instead', words: ['автомат'], targets: ['автоматический выключатель'] },
  { kind: 'same', words: ['нерж', 'нержавейка'], targets: [] },
])

describe('synonyms', () => {
  it('a word means the others of its group, in any form and with what stands beside it', () => {
    expect(words.variants('болгарку 125')).toEqual(['ушм 125', 'шлифмашина угловая 125'])
    expect(words.variants('Шлифмашины угловой')).toEqual(['болгарка', 'ушм'])
  })

  it('what leads one way does not lead back', () => {
    expect(words.variants('автомат 16а')).toEqual(['автоматический выключатель 16a'])
    expect(words.variants('автоматический выключатель')).toEqual([])
  })

  it('several in one query are all replaced', () => {
    expect(words.variants('болгарка нержавейка')).toEqual([
      'ушм нержавейка',
      'шлифмашина угловая нержавейка',
      'болгарка нерж',
      'ушм нерж',
      'шлифмашина угловая нерж',
    ])
  })

  it('a mistyped synonym is known by its nearest word', () => {
    expect(words.correct('болгорка')).toBe('болгарка')
    expect(words.knows('болгаркой')).toBe(true)
    expect(words.knows('кабель')).toBe(false)
  })

  it('nothing that somebody types makes more than a dozen ways of it', () => {
    const many = new SynonymDictionary([
      {
        kind: 'same',
        words: Array.from({ length: 20 }, (_, n) => `слово${'абвгдежзийклмнопрсту'[n]}`),
        targets: [],
      },
    ])
    expect(many.variants('словоа словоб словов словог').length).toBeLessThanOrEqual(12)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(words.variants(text).length).toBeLessThanOrEqual(12)
      }),
    )
  })
})
