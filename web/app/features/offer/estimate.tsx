import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import type { LineEstimate } from './units.ts'
import './texts.ts'

/** A sum reckoned in the browser; "≈" where only the cart knows it exactly. */
export function Estimate({ value }: { value: LineEstimate | null }) {
  const { t } = useTranslation('offer')
  const format = useFormat()
  if (!value) return null
  if (value.exact) return <>{format.money(value.sum)}</>
  return <span title={t('aboutHint')}>{t('about', { sum: format.money(value.sum) })}</span>
}
