import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './dialog.module.css'

/** A question or a small form over the page. What deserves an address is a page or a drawer, not this. */
export function Dialog({
  opened,
  onClose,
  title,
  children,
  actions,
  size = 'md',
}: {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** buttons, the one that does it last */
  actions?: ReactNode
  size?: 'sm' | 'md' | 'lg' | 'xl'
}) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      classNames={{ title: styles.title ?? '' }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
      {actions && <footer className={styles.actions}>{actions}</footer>}
    </Modal>
  )
}
