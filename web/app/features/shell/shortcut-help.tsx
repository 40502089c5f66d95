import { useTranslation } from 'react-i18next'
import { useShortcutList } from '../../lib/shortcuts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './shortcut-help.module.css'

/** The list under `?`: what works on this page, and how a table is walked through. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const list = [
    ...useShortcutList(),
    { keys: 'Enter ↓', label: t('shortcuts.nextRow') },
    { keys: 'Shift+Enter ↑', label: t('shortcuts.previousRow') },
    { keys: 'Alt+↑ Alt+↓', label: t('shortcuts.step') },
  ]
  return (
    <Dialog opened={opened} onClose={onClose} title={t('shortcuts.title')} size="sm">
      <dl className={styles.list}>
        {list.map(({ keys, label }) => (
          <div key={keys} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              {keys.split(' ').map((key, index) => (
                <kbd key={index}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
