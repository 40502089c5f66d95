import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { OfficeRail } from '../../features/shell/office-rail.tsx'
import { useLiveUpdates } from '../../lib/live.ts'
import { meQuery } from '../../lib/me.ts'
import { Frame } from '../../ui/frame.tsx'
import { ProblemPage } from '../../ui/problem-page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import styles from './layout.module.css'

export default function OfficeLayout() {
  return (
    <Frame>
      <Office />
    </Frame>
  )
}

function Office() {
  const me = useQuery(meQuery)
  const { pathname, search } = useLocation()
  useLiveUpdates()
  if (me.data && !me.data.user)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />
  if (me.data && !me.data.operator) return <ProblemPage status={404} />
  return (
    <div className={styles.page}>
      <OfficeRail />
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
