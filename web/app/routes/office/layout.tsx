import { IconMenu2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import { OfficeRail } from '../../features/shell/office-rail.tsx'
import { OfficeSearch } from '../../features/shell/office-search.tsx'
import { PersonMenu } from '../../features/shell/person-menu.tsx'
import { ShellNotices } from '../../features/shell/shell-notices.tsx'
import { ShortcutHelp } from '../../features/shell/shortcut-help.tsx'
import { useLiveUpdates } from '../../lib/live.ts'
import { loadMe, signInPath } from '../../lib/load-me.ts'
import { useMe } from '../../lib/me.ts'
import { remember, remembered } from '../../lib/preferences.ts'
import { useShortcut, useShortcutKeys } from '../../lib/shortcuts.ts'
import controls from '../../ui/controls.module.css'
import { Frame } from '../../ui/frame.tsx'
import { SkipLink } from '../../ui/skip-link.tsx'
import type { Route } from './+types/layout'
import styles from './layout.module.css'

export async function loader({ context, request }: Route.LoaderArgs) {
  const me = await loadMe(context, request)
  // a buyer learns no more than that there is nothing here
  if (!me.operator) throw new Response(null, { status: 404 })
  return { me, narrow: remembered('rail', request.headers.get('cookie') ?? '') === 'narrow' }
}

/** The shell asks by itself who I am; a navigation need not. */
export const shouldRevalidate = () => false

export default function OfficeLayout({ loaderData }: Route.ComponentProps) {
  return (
    <Frame me={loaderData.me}>
      <Office narrow={loaderData.narrow} />
    </Frame>
  )
}

function Office({ narrow: narrowAtFirst }: { narrow: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const me = useMe()
  const { pathname, search, key } = useLocation()
  const [narrow, setNarrow] = useState(narrowAtFirst)
  const [drawerAt, setDrawerAt] = useState<string | null>(null)
  const [keysShown, setKeysShown] = useState(false)
  useLiveUpdates()
  useShortcutKeys()
  useShortcut('g o', t('shortcuts.orders'), () => void navigate('/office/orders'))
  useShortcut('g c', t('nav.customers'), () => void navigate('/office/customers'))
  useShortcut('g p', t('nav.goods'), () => void navigate('/office/products'))
  useShortcut('?', t('shortcuts.help'), () => setKeysShown(true))
  if (me && !me.user) return <Navigate to={signInPath(pathname + search, { ended: true })} replace />
  // on a phone the rail is a drawer, and a page that was gone to closes it
  const drawer = drawerAt === key
  return (
    <div className={styles.page} data-drawer={drawer}>
      <SkipLink />
      <div className={styles.rail}>
        <OfficeRail
          narrow={narrow}
          onNarrow={(next) => {
            setNarrow(next)
            remember('rail', next ? 'narrow' : 'wide')
          }}
        />
        <button
          type="button"
          className={styles.veil}
          aria-label={t('close')}
          tabIndex={drawer ? 0 : -1}
          onClick={() => setDrawerAt(null)}
        />
      </div>
      <div className={styles.body}>
        <header className={styles.header}>
          <ShellNotices />
          <div className={styles.top}>
            <button
              type="button"
              className={`${controls.icon} ${styles.burger}`}
              aria-label={t('nav.menu')}
              aria-expanded={drawer}
              onClick={() => setDrawerAt(key)}
            >
              <IconMenu2 size={22} />
            </button>
            <div className={styles.search}>
              <OfficeSearch />
            </div>
            <PersonMenu face="office" onKeys={() => setKeysShown(true)} />
          </div>
        </header>
        <main id="content" className={styles.content}>
          <Outlet />
        </main>
      </div>
      <ShortcutHelp opened={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  )
}
