import type { OfferItem } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './unit-select.module.css'
import './texts.ts'

/** The unit that is bought in: a word when there is one, a choice when there are packagings. */
export function UnitSelect({
  item,
  value,
  onChange,
  disabled = false,
}: {
  item: Pick<OfferItem, 'units' | 'name'>
  value: string
  onChange: (packagingId: string) => void
  disabled?: boolean
}) {
  const { t } = useTranslation('offer')
  const format = useFormat()
  const base = item.units[0]
  if (item.units.length < 2) return <span className={styles.single}>{base?.name}</span>
  return (
    <select
      className={styles.select}
      aria-label={t('unitOf', { name: item.name })}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    >
      {item.units.map((unit, index) => (
        <option key={unit.packagingId} value={unit.packagingId}>
          {index === 0 ? unit.name : `${unit.name} × ${format.number(unit.factor)}`}
        </option>
      ))}
    </select>
  )
}
