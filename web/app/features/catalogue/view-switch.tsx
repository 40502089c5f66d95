import { IconLayoutGrid, IconTable } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './view-switch.module.css'
import './texts.ts'

/** Table or cards. */
export function ViewSwitch({ value, onChange }: { value: string; onChange: (view: string) => void }) {
  const { t } = useTranslation('catalogue')
  return (
    <span className={styles.switch} role="group" aria-label={t('view.label')}>
      <button
        type="button"
        aria-pressed={value !== 'cards'}
        aria-label={t('view.table')}
        title={t('view.table')}
        onClick={() => onChange('table')}
      >
        <IconTable size={18} />
      </button>
      <button
        type="button"
        aria-pressed={value === 'cards'}
        aria-label={t('view.cards')}
        title={t('view.cards')}
        onClick={() => onChange('cards')}
      >
        <IconLayoutGrid size={18} />
      </button>
    </span>
  )
}
