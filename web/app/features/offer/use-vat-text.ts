import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

/**
 * What a price says of VAT: `с НДС 22 %`, `плюс НДС 22 %`, `НДС 0 %` of an export, `НДС не облагается` of
 * a seller or a product without VAT. `rate` in percent, null = without VAT.
 */
export function useVatText(): (price: { includesVat: boolean; rate: string | null }) => string {
  const { t } = useTranslation('offer')
  const format = useFormat()
  return ({ includesVat, rate }) => {
    if (rate === null) return t('vat.none')
    if (Number(rate) === 0) return t('vat.zero')
    return t(includesVat ? 'vat.inside' : 'vat.onTop', { rate: format.number(rate) })
  }
}
