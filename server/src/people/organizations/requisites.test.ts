import { AppError } from '@portal/api/errors.ts'
import { isInn, isKpp, isOgrn, kindOfInn, type Requisites } from '@portal/api/requisites.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requireRequisites } from './requisites.ts'

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

/** Every way of changing one digit. */
const oneDigitOff = (number: string) =>
  [...number].flatMap((digit, place) =>
    [...'0123456789']
      .filter((other) => other !== digit)
      .map((other) => number.slice(0, place) + other + number.slice(place + 1)),
  )

describe('an INN', () => {
  it('of real companies and people is right', () => {
    expect(['7707083893', '500100732259'].map(isInn)).toEqual([true, true])
    expect(['7707083894', '770708389', '500100732258', '77070838930', ''].map(isInn)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
  })

  it('has one right last digit for any nine before it', () => {
    fc.assert(
      fc.property(digits(9), (nine) => [...'0123456789'].filter((last) => isInn(nine + last)).length === 1),
    )
  })

  it('of a person has one right pair of last digits for any ten before them', () => {
    const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, '0'))
    fc.assert(fc.property(digits(10), (ten) => pairs.filter((pair) => isInn(ten + pair)).length === 1))
  })

  it('is seldom right with one digit mistyped: a remainder of 10 is written as 0', () => {
    const undetected = oneDigitOff('7707083893').filter(isInn)
    expect(undetected.length).toBeLessThan(10)
  })

  it('is anything but digits never', () => {
    fc.assert(fc.property(fc.string(), (text) => /^(\d{10}|\d{12})$/.test(text) || !isInn(text)))
  })
})

describe('an OGRN', () => {
  it('of a real company is right, and wrong with one digit mistyped', () => {
    expect(isOgrn('1027700132195')).toBe(true)
    expect(oneDigitOff('1027700132195').filter(isOgrn).length).toBeLessThan(13)
  })

  it('has one right last digit for any twelve, and for any fourteen, before it', () => {
    fc.assert(
      fc.property(
        fc.oneof(digits(12), digits(14)),
        (head) => [...'0123456789'].filter((last) => isOgrn(head + last)).length === 1,
      ),
    )
  })
})

describe('requisites together', () => {
  const sber: Requisites = { kind: 'legal', inn: '7707083893', kpp: '773601001', ogrn: '1027700132195' }
  const trader: Requisites = { kind: 'entrepreneur', inn: '500100732259', kpp: null, ogrn: null }
  const refused = (changes: Partial<Requisites>, of = sber) => {
    try {
      requireRequisites({ ...of, ...changes })
      return null
    } catch (error) {
      return (error as AppError).code
    }
  }

  it('must fit the kind of the company', () => {
    expect(refused({})).toBeNull()
    expect(refused({ kpp: null, ogrn: null })).toBeNull()
    expect(refused({}, trader)).toBeNull()
    expect(refused({ inn: trader.inn })).toBe('inn_invalid')
    expect(refused({ inn: sber.inn }, trader)).toBe('inn_invalid')
    expect(refused({ kpp: '773601001' }, trader)).toBe('kpp_invalid')
    expect(refused({ ogrn: '1027700132195' }, trader)).toBe('ogrn_invalid')
    expect(refused({ kpp: '77360100' })).toBe('kpp_invalid')
    expect(refused({ ogrn: '1027700132196' })).toBe('ogrn_invalid')
    expect(refused({ kind: 'foreign', inn: 'DE 123', kpp: null, ogrn: 'HRB 1' })).toBeNull()
    expect(refused({ kind: 'foreign', inn: '' })).toBe('inn_invalid')
  })

  it('know the kind from the INN', () => {
    expect([kindOfInn('7707083893'), kindOfInn('500100732259')]).toEqual(['legal', 'entrepreneur'])
    expect(['773A01001', '7736AB001', '773601001'].map(isKpp)).toEqual([false, true, true])
  })
})
