import type { RateSource } from '@portal/api/price-terms.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

type Source = Pick<RateSource, 'currency' | 'toCurrency'> & {
  /** without its first day where that is told beside it */
  today: { validFrom: string | null; units: number; rate: string }
}

/** `1 $ = 92,50 ₽ с 24.11.2026`. */
export function useRateText() {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  return ({ currency, toCurrency, today }: Source) => {
    const rate = `${format.number(today.units)} ${format.symbol(currency)} = ${format.money({
      amount: today.rate,
      currency: toCurrency,
    })}`
    return today.validFrom === null ? rate : t('rates.since', { rate, date: format.date(today.validFrom) })
  }
}
