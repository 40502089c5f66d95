import { Drawer } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './side-panel.module.css'
import './texts.ts'

/** Where categories and filters stand: at the left, folded away if the buyer wants so, and a drawer on a phone. */
export function useSidePanel(children: ReactNode): { panel: ReactNode; button: ReactNode } {
  const { t } = useTranslation('catalogue')
  const narrow = useMediaQuery('(width <= 900px)')
  const [shown, setShown] = useLocalStorage({ key: 'artikul_catalogue_side', defaultValue: true })
  const [drawer, setDrawer] = useState(false)
  return {
    button: (
      <button
        type="button"
        className={controls.button}
        aria-expanded={narrow ? drawer : shown}
        onClick={() => (narrow ? setDrawer(true) : setShown(!shown))}
      >
        <IconAdjustmentsHorizontal size={18} aria-hidden="true" />
        {t('filters')}
      </button>
    ),
    panel: narrow ? (
      <Drawer
        opened={drawer}
        onClose={() => setDrawer(false)}
        title={t('filtersAndCategories')}
        closeButtonProps={{ 'aria-label': t('hideFilters') }}
        size="min(360px, 90vw)"
      >
        {children}
      </Drawer>
    ) : (
      shown && <aside className={styles.side}>{children}</aside>
    ),
  }
}
