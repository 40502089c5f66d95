import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { distanceWithin } from './nearest-words.ts'
import { alike, otherLayout, stemOf, wordsOfQuery, wordsOfText } from './words.ts'

describe('a size has one form, however it is written', () => {
  it.each([
    ['М8х40', 'm8x40'],
    ['м8*40', 'm8x40'],
    ['M8 × 40', 'm8x40'],
    ['3х1,5', '3x1.5'],
    ['3 x 1.5', '3x1.5'],
    ['16А', '16a'],
  ])('%s', (written, word) => {
    expect(wordsOfText(`Болт ${written}`)).toContain(word)
    expect(wordsOfQuery(written).map(({ text }) => text)).toEqual([word])
  })

  test('its parts are words too: a buyer may type only one side', () => {
    expect(wordsOfText('Болт М8х40')).toEqual(['болт', 'm8x40', 'm8', '40', '8x40'])
    expect(wordsOfText('Уголок 50х50х4')).toEqual(expect.arrayContaining(['50x50x4', '50x50', '50x4', '4']))
  })

  test('inches and fractions stay whole', () => {
    expect(wordsOfText('Кран 1/2" ВР')).toEqual(['кран', '1/2', 'вр'])
    expect(wordsOfQuery('кран 1/2"').map(({ text }) => text)).toEqual(['кран', '1/2'])
  })

  test('a measure may stand beside its number or apart, or be left out', () => {
    expect(wordsOfText('Сверло 10 мм')).toEqual(expect.arrayContaining(['10', '10mm', 'мм']))
    expect(wordsOfText('Сверло 10мм')).toEqual(expect.arrayContaining(['10', '10mm', 'мм']))
    expect(wordsOfQuery('сверло 10 мм').map(({ optional }) => optional)).toEqual([false, false, true])
    expect(wordsOfQuery('сверло 10 мм')[1]).toMatchObject({ text: '10mm', alternatives: ['10'] })
    expect(wordsOfQuery('сверло 10мм')[1]).toEqual({ text: '10mm', alternatives: ['10'], optional: false })
  })
})

test('what is written apart or with a hyphen is typed together too', () => {
  expect(wordsOfText('Болт DIN 933')).toContain('din933')
  expect(wordsOfText('Саморез с пресс-шайбой')).toEqual(
    expect.arrayContaining(['пресс', 'шайбой', 'прессшайбой']),
  )
})

test('marks that nobody sees change nothing', () => {
  expect(alike('бо\u200bлт\u202e \ufeffМ8')).toBe('болт м8')
  expect(alike('Зелёный')).toBe('зеленый')
})

test('forms of a word share a stem', () => {
  expect(new Set(['болт', 'болты', 'болтов', 'болтами'].map(stemOf))).toEqual(new Set(['болт']))
  expect(stemOf('cables')).toBe(stemOf('cable'))
})

test('only small words were typed: they count', () => {
  expect(wordsOfQuery('для в').map(({ optional }) => optional)).toEqual([false, false])
})

test('the other keyboard layout, both ways', () => {
  expect(otherLayout(',jkn')).toBe('болт')
  expect(otherLayout('ифпш')).toBe('bagi')
  expect(otherLayout('123')).toBeNull()
})

test('any text becomes words without an error, within limits and quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
      expect(wordsOfQuery(text).length).toBeLessThanOrEqual(16)
      expect(wordsOfText(text).every((word) => word.length > 0)).toBe(true)
    }),
  )
  for (const bomb of ['a'.repeat(100_000), ','.repeat(10_000), '1x'.repeat(50_000), '(a+)+$'.repeat(10_000)])
    expect(wordsOfQuery(bomb).length).toBeLessThanOrEqual(16)
})

test('a distance is symmetric, nought only for the same, and is never told beyond what was asked', () => {
  const word = fc.string({ unit: fc.constantFrom('а', 'б', 'в'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = distanceWithin(a, b, 2)
      expect(distance).toBe(distanceWithin(b, a, 2))
      expect(distance === 0).toBe(a === b)
      expect(distance).toBeLessThanOrEqual(3)
    }),
  )
  expect(distanceWithin('кабель', 'кбаель', 2)).toBe(1)
  expect(distanceWithin('кабель', 'кабел', 2)).toBe(1)
})
