import type { Language, MoneyWire } from '@portal/api/primitives.ts'

/** Of lists in conventional units, which ISO 4217 has no code for. */
export const conventionalUnits = 'XUE'

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

/** Shown everywhere in place of a missing figure. */
export const dash = '—'

export interface Format {
  /** `184 320,00 ₽`; the digits of the wire are kept, never turned into a float */
  money(value: MoneyWire | null | undefined): string
  /** a decimal of the wire: `12 500,5` */
  number(value: string | number | null | undefined): string
  /** a decimal of the wire as a person would type it: `1200,5`; nothing for null */
  typed(value: string | null | undefined): string
  /** `₽` */
  symbol(currency: string): string
  /** of a file: `1,2 МБ`; nothing for null */
  bytes(value: number | null | undefined): string
  date(value: string | null | undefined): string
  /** `12 дек.`: a day that is near */
  dayMonth(value: string | null | undefined): string
  dateTime(value: string | null | undefined): string
  /** `3 часа назад` */
  ago(value: string, now: number): string
}

const made = new Map<string, Format>()

/** Formatting in a language and time zone; the only place where figures and dates become text. */
export function formatIn(language: Language, timeZone?: string): Format {
  const key = `${language}|${timeZone ?? ''}`
  let format = made.get(key)
  if (!format) {
    format = makeFormat(locales[language], timeZone)
    made.set(key, format)
  }
  return format
}

function makeFormat(locale: string, timeZone: string | undefined): Format {
  const zone = timeZone ? { timeZone } : {}
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const point =
    new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  const day = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const instantDay = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    ...zone,
  })
  const near = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', ...zone })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const symbols = new Map<string, string>()
  const sizeIn = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
  const [kilobytes, megabytes] = [sizeIn('kilobyte'), sizeIn('megabyte')]

  const number = (value: string | number | null | undefined): string => {
    if (value === null || value === undefined) return dash
    const [, sign = '', whole = '0', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? []
    return `${sign ? '−' : ''}${integer.format(BigInt(whole))}${fraction ? point + fraction : ''}`
  }
  const symbolOf = (currency: string): string => {
    let symbol = symbols.get(currency)
    if (currency === conventionalUnits) symbol = locale.startsWith('ru') ? 'у.\u00a0е.' : 'c.u.'
    if (!symbol) {
      const parts = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
      })
      symbol = parts.formatToParts(1).find((part) => part.type === 'currency')?.value ?? currency
      symbols.set(currency, symbol)
    }
    return symbol
  }
  return {
    money: (value) => (value ? `${number(value.amount)}\u00a0${symbolOf(value.currency)}` : dash),
    number,
    typed: (value) => value?.replace('.', point) ?? '',
    symbol: symbolOf,
    bytes: (value) => {
      if (value === null || value === undefined) return ''
      const mega = value >= 1024 * 1024
      const part = value / (mega ? 1024 * 1024 : 1024)
      return (mega ? megabytes : kilobytes).format(mega ? part : Math.max(1, Math.round(part)))
    },
    dayMonth: (value) =>
      value ? near.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)).replaceAll(' ', '\u00a0') : dash,
    date: (value) =>
      value
        ? value.includes('T')
          ? instantDay.format(new Date(value))
          : day.format(new Date(`${value}T00:00:00Z`))
        : dash,
    dateTime: (value) => (value ? moment.format(new Date(value)) : dash),
    ago: (value, now) => {
      const seconds = Math.round((new Date(value).getTime() - now) / 1000)
      const minutes = Math.round(seconds / 60)
      if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
      const hours = Math.round(minutes / 60)
      return Math.abs(hours) < 24
        ? relative.format(hours, 'hour')
        : relative.format(Math.round(hours / 24), 'day')
    },
  }
}
