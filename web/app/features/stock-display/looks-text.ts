import type { StockPolicyView } from '@portal/api/stock-display.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

/** The numbers of a policy in words, where its kind has any; and whom, what and where it speaks of. */
export function useLooksText() {
  const { t } = useTranslation('stock-display')
  const format = useFormat()
  return {
    limits({ display, fewBelow, manyFrom, cap }: StockPolicyView): string | null {
      if (display === 'bands')
        return t('limits.bands', { few: format.number(fewBelow), many: format.number(manyFrom) })
      return display === 'capped' ? t('limits.capped', { cap: format.number(cap) }) : null
    },
    scope({ audience, subjectName, categoryPath, warehouseName }: StockPolicyView): string {
      return [subjectName ?? t(`audience.${audience}`), categoryPath.at(-1), warehouseName]
        .filter(Boolean)
        .join(' · ')
    },
  }
}
