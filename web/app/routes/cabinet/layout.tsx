import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation } from 'react-router'
import { CabinetHeader } from '../../features/shell/cabinet-header.tsx'
import { useLiveUpdates } from '../../lib/live.ts'
import { meQuery } from '../../lib/me.ts'
import { Frame } from '../../ui/frame.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import styles from './layout.module.css'

export default function CabinetLayout() {
  return (
    <Frame>
      <Cabinet />
    </Frame>
  )
}

function Cabinet() {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const { pathname, search } = useLocation()
  useLiveUpdates()
  if (me.data && !me.data.user)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />
  return (
    <div className={styles.page}>
      <a className="visually-hidden" href="#content">
        {t('skip')}
      </a>
      <CabinetHeader />
      <main id="content" className={styles.content}>
        {me.isPending ? (
          <Skeleton lines={12} />
        ) : me.error ? (
          <ErrorState error={me.error} onRetry={() => void me.refetch()} />
        ) : (
          <Outlet />
        )}
      </main>
    </div>
  )
}
