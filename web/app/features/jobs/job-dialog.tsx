import { giveUpJob, retryJob, type FailedJob } from '@portal/api/jobs.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './jobs.module.css'
import { useTaskName } from './use-task-name.ts'
import './texts.ts'

/** One failed job with the whole of its error. Giving up cannot be taken back, so it is asked once more. */
export function JobDialog({ job, onClose }: { job: FailedJob; onClose: () => void }) {
  const { t } = useTranslation(['jobs', 'common'])
  const taskName = useTaskName()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const settled = {
    onError: (error: unknown) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  }
  const retry = useMutation({
    mutationFn: () => call(retryJob, { params: { jobId: job.id }, body: {} }),
    onSuccess: () => {
      toastDone(t('retrying'))
      onClose()
    },
    ...settled,
  })
  const giveUp = useMutation({
    mutationFn: () => call(giveUpJob, { params: { jobId: job.id } }),
    onSuccess: () => {
      toastDone(t('givenUp'))
      onClose()
    },
    ...settled,
  })
  const busy = retry.isPending || giveUp.isPending
  if (asking)
    return (
      <Dialog
        opened
        onClose={onClose}
        title={t('giveUpTitle')}
        actions={
          <>
            <button type="button" className={controls.button} onClick={() => setAsking(false)}>
              {t('keep')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.danger}`}
              disabled={busy}
              onClick={() => giveUp.mutate()}
            >
              {t('giveUp')}
            </button>
          </>
        }
      >
        <p>{t('giveUpText')}</p>
      </Dialog>
    )
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={taskName(job.task)}
      actions={
        <>
          <button
            type="button"
            className={`${controls.button} ${controls.danger}`}
            disabled={busy}
            onClick={() => setAsking(true)}
          >
            {t('giveUp')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={busy}
            onClick={() => retry.mutate()}
          >
            {t('retry')}
          </button>
        </>
      }
    >
      <Facts job={job} />
      <pre className={styles.error}>{job.lastError ?? t('died')}</pre>
    </Dialog>
  )
}

function Facts({ job }: { job: FailedJob }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  return (
    <dl className={styles.facts}>
      <dt>{t('name')}</dt>
      <dd>{[job.task, job.subject].filter(Boolean).join(' ')}</dd>
      <dt>{t('created')}</dt>
      <dd>{format.dateTime(job.createdAt)}</dd>
      <dt>{t('failed')}</dt>
      <dd>{format.dateTime(job.failedAt)}</dd>
      <dt>{t('attempts')}</dt>
      <dd>{format.number(job.attempts)}</dd>
    </dl>
  )
}
