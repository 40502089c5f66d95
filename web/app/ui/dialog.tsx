import { Modal } from '@mantine/core'
import { useLayoutEffect, type ReactNode } from 'react'
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
  useFocusBack(opened)
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

/** The focus goes back to what was pressed: Mantine sees to that only where the dialog stays in the page and is closed. */
function useFocusBack(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return
    const before = document.activeElement
    return () => {
      // once the dialog is gone; whoever closed it may have sent the focus elsewhere
      requestAnimationFrame(() => {
        if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body)
          before.focus({ preventScroll: true })
      })
    }
  }, [opened])
}
