import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { lastDayOf } from './last-day.ts'
import './texts.ts'

/** A period in words: `с 01.12.2026`, `по 31.12.2026`, both, or that it has no end. */
export function usePeriodText(): (period: { validFrom: string | null; validUntil: string | null }) => string {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  return ({ validFrom, validUntil }) => {
    const from = validFrom && format.date(validFrom)
    const until = validUntil && format.date(lastDayOf(validUntil))
    if (from && until) return t('dates.both', { from, until })
    if (from) return t('dates.from', { from })
    return until ? t('dates.until', { until }) : t('dates.always')
  }
}
