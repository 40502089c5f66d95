import type { RateOfDay } from '@portal/api/price-terms-fields.ts'
import { useTranslation } from 'react-i18next'
import { useOldRateText } from '../../lib/old-rate-text.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './price-terms.module.css'
import { useRateText } from './use-rate-text.ts'
import './texts.ts'

/** `1 $ = 92,50 ₽ с 24.11.2026`, with a remark where that was long ago, or that there is none. */
export function RateToday(source: { currency: string; toCurrency: string; today: RateOfDay | null }) {
  const { t } = useTranslation('price-terms')
  const rateText = useRateText()
  const oldRateText = useOldRateText()
  const { today, ...currencies } = source
  if (!today) return <Badge tone="warning">{t('rates.noneToday')}</Badge>
  if (!today.old) return rateText({ ...currencies, today })
  return (
    <span className={styles.oldRate}>
      {rateText({ ...currencies, today: { ...today, validFrom: null } })}
      <Badge tone="warning">{oldRateText(today.validFrom)}</Badge>
    </span>
  )
}
