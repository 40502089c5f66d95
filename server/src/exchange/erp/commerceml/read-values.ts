import { decimalText, isPositive } from './decimal-text.ts'
import { pathTo } from './reading.ts'
import { attributeOf, childrenOf, textOf } from './xml-element.ts'
import type { XmlElement } from './xml-element.ts'
import type { Reading } from './reading.ts'
import type { VatClass, VatData } from './records.ts'

/** A number, or null when the element is empty or holds none (the latter is told). */
export function readDecimal(reading: Reading, element: XmlElement, within = ''): string | null {
  const text = textOf(element)
  return text === null ? null : decimalOf(reading, text, pathTo(within, element.name))
}

/** The same for a text from anywhere, an attribute or a requisite. */
export function decimalOf(reading: Reading, text: string, within: string): string | null {
  const value = decimalText(text)
  if (value === null) reading.warn('bad_number', within, { value: shortened(text) })
  return value
}

/** A factor of units: a positive number. */
export function readFactor(reading: Reading, element: XmlElement, within = ''): string | null {
  const value = readDecimal(reading, element, within)
  if (value === null || isPositive(value)) return value
  reading.warn('bad_number', pathTo(within, element.name), { value })
  return null
}

const truths: Record<string, boolean> = {
  true: true,
  '1': true,
  да: true,
  истина: true,
  false: false,
  '0': false,
  нет: false,
  ложь: false,
}

export function booleanOf(text: string): boolean | null {
  return truths[text.toLowerCase()] ?? null
}

export function readBoolean(reading: Reading, element: XmlElement, within = ''): boolean | null {
  const text = textOf(element)
  if (text === null) return null
  const value = booleanOf(text)
  if (value === null) reading.warn('bad_boolean', pathTo(within, element.name), { value: shortened(text) })
  return value
}

const currencies: Record<string, string> = {
  РУБ: 'RUB',
  Р: 'RUB',
  '₽': 'RUB',
  RUR: 'RUB',
  '643': 'RUB',
  '810': 'RUB',
  ДОЛ: 'USD',
  ДОЛЛ: 'USD',
  $: 'USD',
  '840': 'USD',
  ЕВРО: 'EUR',
  ЕВР: 'EUR',
  '€': 'EUR',
  '978': 'EUR',
  ЮАНЬ: 'CNY',
  '156': 'CNY',
  БЕЛРУБ: 'BYN',
  '933': 'BYN',
  ТЕНГЕ: 'KZT',
  '398': 'KZT',
  ГРН: 'UAH',
  '980': 'UAH',
}

/** ISO 4217 of what 1C users call their currencies: `руб`, `руб.`, `643` and the code itself. */
export function currencyOf(text: string): string | null {
  const name = text.trim().replace(/\.$/, '').toUpperCase()
  return currencies[name] ?? (/^[A-Z]{3}$/.test(name) ? name : null)
}

export function readCurrency(reading: Reading, element: XmlElement, within = ''): string | null {
  const text = textOf(element)
  if (text === null) return null
  const currency = currencyOf(text)
  if (currency === null)
    reading.warn('bad_currency', pathTo(within, element.name), { value: shortened(text) })
  return currency
}

const isoMoment = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?.*)?$/
const russianMoment = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/**
 * A date or a moment as 1C writes it, zone unsaid: `2026-11-23` or `2026-11-23T09:51:39` (hours may lack their zero).
 * `0001-01-01` is 1C's empty date. undefined = not a date.
 */
export function momentOf(text: string): string | null | undefined {
  const iso = isoMoment.exec(text)
  const russian = iso === null ? russianMoment.exec(text) : null
  const [year, month, day] =
    iso !== null ? [iso[1], iso[2], iso[3]] : [russian?.[3], russian?.[2], russian?.[1]]
  if (year === undefined || month === undefined || day === undefined) return undefined
  if (year === '0001') return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== date) return undefined
  const [, , , , hours, minutes, seconds = '00'] = iso ?? russian ?? []
  if (hours === undefined || minutes === undefined) return date
  const time = `${hours.padStart(2, '0')}:${minutes}:${seconds}`
  return isTime(time) ? `${date}T${time}` : undefined
}

function isTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)
}

/** `9:51:39`, `09:51` or the time of a whole moment, as `HH:mm:ss`. */
export function timeOf(text: string): string | null {
  const [, hours, minutes, seconds = '00'] = /(?:^|T)(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text) ?? []
  if (hours === undefined || minutes === undefined) return null
  const time = `${hours.padStart(2, '0')}:${minutes}:${seconds}`
  return isTime(time) ? time : null
}

export function readMoment(reading: Reading, element: XmlElement, within = ''): string | null {
  const text = textOf(element)
  if (text === null) return null
  const value = momentOf(text)
  if (value === undefined) reading.warn('bad_date', pathTo(within, element.name), { value: shortened(text) })
  return value ?? null
}

/** `Ставка` is free text in 1C: `20`, `22%`, `20/120`, `НДС 10`, `Без НДС`, `Без налога`. */
export function vatOf(text: string): VatData {
  if (/без\s*(ндс|налога)|^не\s*облагается/i.test(text)) return { class: 'none', rate: null, text }
  const rate = /(\d+(?:[.,]\d+)?)(?:\s*\/\s*1\d\d)?\s*%?\s*$/.exec(text.trim())?.[1]?.replace(',', '.')
  if (rate === undefined) return { class: null, rate: null, text }
  const known = Number.isInteger(Number(rate)) ? rates[Number(rate)] : undefined
  return { class: known ?? null, rate, text }
}

/** Rates of Russian VAT through the years; 5 and 7 are what a seller on the simplified system charges for anything. */
const rates: Record<number, VatClass> = {
  0: 'zero',
  5: 'base',
  7: 'base',
  10: 'reduced',
  18: 'base',
  20: 'base',
  22: 'base',
}

/** `СтавкиНалогов` or `Налоги`: the VAT among them; null when the list is empty. */
export function readVat(reading: Reading, element: XmlElement, within = ''): VatData | null {
  for (const tax of childrenOf(element)) {
    let name: string | null = null
    let rate: string | null = null
    for (const part of childrenOf(tax)) {
      if (part.name === 'Наименование') name = textOf(part)
      else if (part.name === 'Ставка') rate = textOf(part)
    }
    if (rate === null || (name !== null && !/ндс|vat/i.test(name))) continue
    const vat = vatOf(rate)
    if (vat.class === null) reading.warn('bad_vat', pathTo(within, element.name), { value: shortened(rate) })
    return vat
  }
  return null
}

/** International letter codes that 1C writes in place of the OKEI code (ОК 015-94, the column of international codes). */
const letterCodes: Record<string, string> = {
  PCE: '796',
  NMB: '796',
  KGM: '166',
  GRM: '163',
  TNE: '168',
  MTR: '006',
  MTK: '055',
  MTQ: '113',
  LTR: '112',
  SET: '839',
  NPR: '715',
  NMP: '778',
  HUR: '356',
}

/** `796`, `796 ` and `PCE` are codes, anything else is a name. */
export function unitOf(text: string | null): { code: string | null; name: string | null } {
  if (text === null) return { code: null, name: null }
  if (/^\d{3,4}$/.test(text)) return { code: text, name: null }
  const code = letterCodes[text.toUpperCase()]
  return code === undefined ? { code: null, name: text } : { code, name: null }
}

export function isDeleted(element: XmlElement): boolean {
  const status = attributeOf(element, 'Статус')
  return status !== null && /^удал[её]н/i.test(status)
}

/** A value for a message: no longer than a person reads. */
export function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
