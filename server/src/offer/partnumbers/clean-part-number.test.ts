import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanPartNumber } from './clean-part-number.ts'

/** Letters of two alphabets beside what nobody sees, a combining mark and a lone half of a pair. */
const odd = fc.constantFrom(
  ...'aЯ7-. <',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\u00a0',
  '\u0301',
  'e\u0301',
  '\ud800',
  '\0',
  '\n',
)

describe('a part number is kept as people see it', () => {
  test.each([
    ['  МТР-00 42 ', 'МТР-00 42', 'МТР0042'],
    ['\u200bAB\u200d-1\ufeff', 'AB-1', 'AB1'],
    ['\u202eMTP\u202c 7', 'MTP 7', 'MTP7'],
    ['a\tb\nc', 'a b c', 'ABC'],
    ['со\u00adгласие', 'согласие', 'СОГЛАСИЕ'],
    ['=1+1', '=1+1', '11'],
    ['<b>1</b>', '<b>1</b>', 'B1B'],
  ])('%j is kept as %j', (written, text, key) => {
    expect(cleanPartNumber(written)).toEqual({ text, key })
  })

  test.each([
    ['', 'empty'],
    [' \u200b\u202e ', 'empty'],
    ['—/—', 'bad_number'],
    ['x'.repeat(61), 'too_long'],
  ])('%j is not kept: %s', (written, wrong) => {
    expect(cleanPartNumber(written)).toEqual({ wrong })
  })

  test('sixty characters fit, whatever invisible stands among them', () => {
    expect(cleanPartNumber([...'x'.repeat(60)].join('\u200b'))).toMatchObject({ text: 'x'.repeat(60) })
  })

  test('what is cleaned once is clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: odd, maxLength: 80 }), (written) => {
        const once = cleanPartNumber(written)
        if ('text' in once) expect(cleanPartNumber(once.text)).toEqual(once)
      }),
    )
  })
})
