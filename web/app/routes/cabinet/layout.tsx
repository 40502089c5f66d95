import { Fragment } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { CabinetHeader } from '../../features/shell/cabinet-header.tsx'
import { NoTerms } from '../../features/shell/no-terms.tsx'
import { useLiveUpdates } from '../../lib/live.ts'
import { loadMe, signInPath } from '../../lib/load-me.ts'
import { termsOf, useMe } from '../../lib/me.ts'
import { useShortcutKeys } from '../../lib/shortcuts.ts'
import { Frame } from '../../ui/frame.tsx'
import { SkipLink } from '../../ui/skip-link.tsx'
import type { Route } from './+types/layout'
import styles from './layout.module.css'

export async function loader({ context, request }: Route.LoaderArgs) {
  return loadMe(context, request)
}

/** The shell asks by itself who I am; a navigation need not. */
export const shouldRevalidate = () => false

export default function CabinetLayout({ loaderData }: Route.ComponentProps) {
  return (
    <Frame me={loaderData}>
      <Cabinet />
    </Frame>
  )
}

function Cabinet() {
  const me = useMe()
  const { pathname, search } = useLocation()
  useLiveUpdates()
  useShortcutKeys()
  if (me && !me.user) return <Navigate to={signInPath(pathname + search, { ended: true })} replace />
  return (
    <div className={styles.page}>
      <SkipLink />
      <CabinetHeader />
      <main id="content" className={styles.content}>
        {/* what a page holds (ticks, quantities, open dialogs) belongs to the terms it was filled in under */}
        <Fragment key={termsOf(me)}>
          {me && !me.current && pathname !== '/profile' ? <NoTerms /> : <Outlet />}
        </Fragment>
      </main>
    </div>
  )
}
