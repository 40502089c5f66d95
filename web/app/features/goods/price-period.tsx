import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

/** When a price holds: the days as a person says them, the last one included. */
export function PricePeriod({ from, until }: { from: string | null; until: string | null }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const values = { from: format.date(from), until: format.date(until && dayBefore(until)) }
  if (from && until) return t('price.between', values)
  if (from) return t('price.since', values)
  return until ? t('price.until', values) : t('price.always')
}

/** The contract's ranges are half-open; people name the last day. */
export function dayBefore(day: string): string {
  return shifted(day, -1)
}

export function dayAfter(day: string): string {
  return shifted(day, 1)
}

function shifted(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + by)
  return date.toISOString().slice(0, 10)
}
