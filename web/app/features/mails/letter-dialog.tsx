import { getMail, retryMail } from '@portal/api/mail.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { LinkedText } from './linked-text.tsx'
import { MailStateBadge } from './mail-state.tsx'
import styles from './mails.module.css'
import './texts.ts'

/** One letter as text; what was not sent can be tried again. */
export function LetterDialog({
  mailId,
  sending,
  onClose,
}: {
  mailId: string
  sending: boolean
  onClose: () => void
}) {
  const { t } = useTranslation(['mails', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mail = useQuery(queryFor(getMail, { params: { mailId } }))
  const retry = useMutation({
    mutationFn: () => call(retryMail, { params: { mailId }, body: {} }),
    onSuccess: () => {
      toastDone(t('retrying'))
      onClose()
    },
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['mail'] }),
  })
  const letter = mail.data
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={letter?.subject ?? t('letter')}
      actions={
        <>
          {letter && letter.state !== 'sent' && sending && (
            <button
              type="button"
              className={controls.button}
              disabled={retry.isPending}
              onClick={() => retry.mutate()}
            >
              {t(letter.state === 'failed' ? 'retry' : 'send')}
            </button>
          )}
          <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onClose}>
            {t('close', { ns: 'common' })}
          </button>
        </>
      }
    >
      {mail.error && <ErrorState error={mail.error} onRetry={() => void mail.refetch()} />}
      {mail.isPending && <Skeleton lines={8} height={24} />}
      {letter && (
        <>
          <dl className={styles.facts}>
            <dt>{t('to')}</dt>
            <dd>{letter.recipient}</dd>
            <dt>{t('created')}</dt>
            <dd>
              {format.dateTime(letter.createdAt)} <MailStateBadge state={letter.state} sending={sending} />
            </dd>
            {letter.sentAt && (
              <>
                <dt>{t('sent')}</dt>
                <dd>{format.dateTime(letter.sentAt)}</dd>
              </>
            )}
            {letter.lastError && (
              <>
                <dt>{t('attempts')}</dt>
                <dd>{format.number(letter.attempts)}</dd>
                <dt>{t('error')}</dt>
                <dd>{letter.lastError}</dd>
              </>
            )}
          </dl>
          <div className={styles.text}>
            <LinkedText text={letter.text} />
          </div>
        </>
      )}
    </Dialog>
  )
}
