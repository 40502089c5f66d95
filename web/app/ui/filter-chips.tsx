import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './filter-chips.module.css'

export interface FilterChip {
  key: string
  label: string
  remove: () => void
}

/** The filters at work, each with its way out, and one way out of all. */
export function FilterChips({ chips, onClear }: { chips: readonly FilterChip[]; onClear: () => void }) {
  const { t } = useTranslation()
  if (chips.length === 0) return null
  return (
    <div className={styles.chips} role="group" aria-label={t('filters.label')}>
      {chips.map(({ key, label, remove }) => (
        <button
          key={key}
          type="button"
          className={styles.chip}
          aria-label={t('filters.remove', { name: label })}
          onClick={remove}
        >
          {label}
          <IconX size={14} aria-hidden="true" />
        </button>
      ))}
      {chips.length > 1 && (
        <button type="button" className={styles.clear} onClick={onClear}>
          {t('filters.clear')}
        </button>
      )}
    </div>
  )
}
