import { endSession, listSessions } from '@portal/api/identity.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { deviceOf } from './device-of.ts'
import styles from './profile.module.css'
import './texts.ts'

type Session = OutputOf<typeof listSessions>['items'][number]

/** Where the person is signed in; any but this one can be ended from here. */
export function SessionList() {
  const { t } = useTranslation('profile')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const sessions = useQuery(queryFor(listSessions, {}))
  const end = useMutation({
    mutationFn: (sessionId: string) => call(endSession, { params: { sessionId } }),
    onSuccess: () => toastDone(t('ended')),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: queryFor(listSessions, {}).queryKey }),
  })
  const nameOf = (session: Session) => deviceOf(session.userAgent) ?? t('unknown')
  const columns: Column<Session>[] = [
    {
      key: 'device',
      title: t('column.device'),
      main: true,
      cell: (session) => (
        <>
          {nameOf(session)} {session.current && <Badge tone="good">{t('this')}</Badge>}
        </>
      ),
    },
    { key: 'ip', title: t('column.ip'), width: 160, cell: (session) => session.ip },
    {
      key: 'since',
      title: t('column.since'),
      width: 160,
      phone: 'labelled',
      cell: (session) => format.dateTime(session.createdAt),
    },
    {
      key: 'seen',
      title: t('column.seen'),
      width: 170,
      phone: 'labelled',
      cell: (session) => format.dateTime(session.lastSeenAt),
    },
    {
      key: 'end',
      title: t('column.end'),
      width: 130,
      align: 'end',
      cell: (session) =>
        !session.current && (
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('endOf', { device: nameOf(session) })}
            disabled={end.isPending}
            onClick={() => end.mutate(session.id)}
          >
            {t('end')}
          </button>
        ),
    },
  ]
  return (
    <section className={styles.sessions}>
      <h2>{t('sessions')}</h2>
      <DataTable
        label={t('sessions')}
        columns={columns}
        rows={sessions.data?.items}
        rowKey={(session) => session.id}
        error={sessions.error}
        onRetry={() => void sessions.refetch()}
        skeletonRows={2}
        empty={null}
      />
    </section>
  )
}
