import type { VatClass } from '@portal/api/vat-rates.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

/** `Пониженная, 10 %`; a class that means no VAT at all, or means none for this seller, is told without a percent. */
export function useClassText(): (of: { vatClass: VatClass; rate: string | null }) => string {
  const { t } = useTranslation('vat-classes')
  const format = useFormat()
  return ({ vatClass, rate }) => {
    const name = t(`classes.${vatClass}`)
    return rate === null ? name : t('withRate', { name, rate: format.number(rate) })
  }
}
