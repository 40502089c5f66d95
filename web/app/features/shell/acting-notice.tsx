import { IconEye, IconUserShare } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { meQuery, useMe, useStopActing } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { toastProblem } from '../../ui/toast.tsx'
import styles from './shell-notices.module.css'

/** A manager in a customer's cabinet is told so on every page: for whom, in what way, how long, and the way out. */
export function ActingNotice() {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const { pathname } = useLocation()
  const acting = useMe()?.acting
  const minutes = useMinutesLeft(acting?.until)
  const stop = useStopActing()
  if (!acting) return null
  const Icon = acting.mode === 'act' ? IconUserShare : IconEye
  return (
    <div className={`${styles.notice} ${styles.acting}`} role="status" data-notice data-mode={acting.mode}>
      <Icon size={18} aria-hidden="true" />
      <span>{t(`acting.${acting.mode}`, { company: acting.companyName })}</span>
      {minutes !== null && <span className={styles.left}>{t('acting.left', { minutes })}</span>}
      {pathname.startsWith('/office') && (
        <Link to="/catalogue" className={`${controls.button} ${controls.compact}`}>
          {t('acting.toCabinet')}
        </Link>
      )}
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        disabled={stop.isPending}
        onClick={() =>
          stop.mutate(acting.companyId, { onError: (error) => toastProblem(problemText(error)) })
        }
      >
        {t('acting.stop')}
      </button>
    </div>
  )
}

const second = 1000
const everyTenSeconds = (tick: () => void) => {
  const ticking = setInterval(tick, 10 * second)
  return () => clearInterval(ticking)
}
const nowToTenSeconds = () => Math.floor(Date.now() / (10 * second)) * 10 * second

/** Known in the browser only: the server wrote the page a while ago. When time is up, who I am is asked again. */
function useMinutesLeft(until: string | undefined): number | null {
  const queries = useQueryClient()
  const now = useSyncExternalStore<number | null>(everyTenSeconds, nowToTenSeconds, () => null)
  const left = until && now !== null ? Date.parse(until) - now : null
  const over = left !== null && left <= 0
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: meQuery.queryKey })
  }, [over, queries])
  return left === null ? null : Math.min(60, Math.max(0, Math.ceil(left / (60 * second))))
}
