import { rateIsOldAfterDays } from '@portal/api/price-terms-fields.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from './use-format.ts'

/** `курс от 01.01.2026, старше 7 дней`. */
export function useOldRateText() {
  const { t } = useTranslation()
  const format = useFormat()
  return (since: string) => t('oldRate', { date: format.date(since), count: rateIsOldAfterDays })
}
