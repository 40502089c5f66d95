import { expect, test } from 'vitest'
import { tellsFigure } from './tells-figure.ts'

test.each(['<price>7654.32</price>', 'за 7 654,00 ₽', '7\u00a0654', '7,654', '"7654"'])(
  '%j tells it',
  (text) => {
    expect(tellsFigure(text, '7654')).toBe(true)
  },
)

test.each([
  '27626867149276541',
  '01a2131a-7654-72c5-8489-e65c4111821c',
  'e65c47654118',
  '/orders/017654',
  '9567.90',
])('%j tells nothing of it', (text) => {
  expect(tellsFigure(text, '7654')).toBe(false)
})
