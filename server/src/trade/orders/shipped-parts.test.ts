import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, lineAmounts, sum, zero } from '#kernel/money.ts'
import {
  amountsOfLine,
  type ChargedLine,
  nextPart,
  repriced,
  type ShippedPart,
  upTo,
} from './shipped-parts.ts'

const line = (price: string, quantity: string, includesVat = true): ChargedLine => ({
  price: decimal(price),
  quantity: decimal(quantity),
  includesVat,
  currency: 'RUB',
})
const rate = (percent: string | null) => (percent === null ? null : decimal(percent))
const day = { shippedOn: '2026-12-30', shipment: null }
const ship = (of: ChargedLine, quantities: readonly string[], rates: readonly (string | null)[]) =>
  quantities.reduce<ShippedPart[]>(
    (parts, quantity, index) => [
      ...parts,
      nextPart(of, parts, { ...day, quantity: decimal(quantity), rate: rate(rates[index] ?? rates[0]!) }),
    ],
    [],
  )
const plain = ({ net, vat, gross }: Pick<ShippedPart, 'net' | 'vat' | 'gross'>) =>
  [net, vat, gross].map((each) => each.toFixed(2))

describe('VAT of what has gone', () => {
  it('is that of its own day: a part of December keeps 20 %, the rest of January gets 22 %', () => {
    const whole = line('122', '10')
    const [december] = ship(whole, ['4'], ['20'])
    expect(plain(december!)).toEqual(['406.67', '81.33', '488.00'])
    expect(plain(amountsOfLine(whole, [december!], rate('22')))).toEqual(['1006.67', '213.33', '1220.00'])
  })

  it('changes the sum to pay where prices are without VAT, and only the VAT inside where they are with it', () => {
    for (const [includesVat, gross] of [
      [true, '100.00'],
      [false, '122.00'],
    ] as const) {
      const whole = line('10', '10', includesVat)
      const before = amountsOfLine(whole, [], rate('20'))
      const after = amountsOfLine(whole, ship(whole, ['10'], ['22']), rate('22'))
      expect([before.gross.toFixed(2), after.gross.toFixed(2)]).toEqual([
        includesVat ? '100.00' : '120.00',
        gross,
      ])
    }
  })

  it('the last part takes the remainder: 7 parts of 10.01 with VAT are 12.64 of VAT, as the line in one', () => {
    const whole = line('10.01', '7')
    const parts = ship(
      whole,
      Array.from({ length: 7 }, () => '1'),
      ['22'],
    )
    expect(parts.map(({ vat }) => vat.toFixed(2))).toEqual([
      ...Array.from({ length: 6 }, () => '1.81'),
      '1.78',
    ])
    expect(sum(parts.map(({ vat }) => vat)).toFixed(2)).toBe('12.64')
  })

  it('of an export is nothing, and of a seller without VAT too', () => {
    for (const percent of ['0', null])
      expect(plain(ship(line('10', '3', false), ['3'], [percent])[0]!)).toEqual(['30.00', '0.00', '30.00'])
  })

  it('keeps the amounts of what has gone when the rest is cancelled, and forgets the latest first when a mark is taken back', () => {
    const whole = line('0.333', '10')
    const parts = ship(whole, ['3', '4'], ['22'])
    const closed = { ...whole, quantity: decimal('7') }
    expect(amountsOfLine(closed, parts, rate('22')).gross.toFixed(2)).toBe('2.33')
    expect(upTo(whole, parts, decimal('7'))).toEqual(parts)
    const [first, second] = upTo(whole, parts, decimal('5'))
    expect(first).toBe(parts[0])
    expect(second!.quantity.toFixed()).toBe('2')
    expect(upTo(whole, parts, zero)).toEqual([])
  })

  const arbitraryLine = fc.record({
    price: fc.integer({ min: 0, max: 50_000_000 }).map((n) => decimal(String(n)).div(10_000)),
    parts: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 30 }),
    includesVat: fc.boolean(),
    percent: fc.constantFrom('22', '20', '10', '5', '7', '0', null),
  })

  it('adds up to that of the whole to the kopeck, whatever goes when, while the rate stays', () => {
    fc.assert(
      fc.property(arbitraryLine, ({ price, parts, includesVat, percent }) => {
        const quantity = sum(parts.map((part) => decimal(String(part)))).div(10)
        const whole: ChargedLine = { price, quantity, includesVat, currency: 'RUB' }
        const gone = ship(
          whole,
          parts.map((part) => decimal(String(part)).div(10).toFixed()),
          [percent],
        )
        const expected = plain(lineAmounts({ ...whole, rate: rate(percent) }))
        expect(plain(amountsOfLine(whole, gone, rate(percent)))).toEqual(expected)
        for (let i = 0; i < gone.length; i++)
          expect(plain(amountsOfLine(whole, gone.slice(0, i), rate(percent)))).toEqual(expected)
        for (const each of gone) {
          expect(each.vat.gte(0) && each.net.gte(0)).toBe(true)
          expect(each.net.plus(each.vat).toFixed()).toBe(each.gross.toFixed())
        }
      }),
    )
  })

  it('of parts of several rates adds up within a kopeck a part, and the sum with VAT inside never changes', () => {
    fc.assert(
      fc.property(
        arbitraryLine,
        fc.array(fc.constantFrom('20', '22', '10'), { minLength: 30 }),
        (made, rates) => {
          const quantity = sum(made.parts.map((part) => decimal(String(part))))
          const whole: ChargedLine = { ...made, quantity, currency: 'RUB' }
          const gone = ship(whole, made.parts.map(String), rates)
          const total = amountsOfLine(whole, gone, rate('22'))
          const basis = (each: { gross: typeof zero; net: typeof zero }) =>
            whole.includesVat ? each.gross : each.net
          expect(basis(total).toFixed(2)).toBe(basis(lineAmounts({ ...whole, rate: rate('22') })).toFixed(2))
          for (const each of gone) expect(each.vat.gte(0)).toBe(true)
        },
      ),
    )
  })

  it('follows the price that an ERP has billed, part by part', () => {
    const parts = repriced(line('12', '10'), ship(line('10', '10'), ['4', '6'], ['22']))
    expect(parts.map(({ gross }) => gross.toFixed(2))).toEqual(['48.00', '72.00'])
  })
})
