import { decideApplication, getApplication, type Application } from '@portal/api/applications.ts'
import type { InputOf } from '@portal/api/endpoint.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './customers.module.css'
import { InvitationLink } from './invitation-link.tsx'
import './texts.ts'

type Decision = InputOf<typeof decideApplication>['body']

/** Who asks, what an approval would do, and the decision. */
export function ApplicationDialog({
  applicationId,
  onClose,
}: {
  applicationId: string
  onClose: () => void
}) {
  const { t } = useTranslation('customers')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { applicationId }
  const read = useQuery(queryFor(getApplication, { params }))
  const [reason, setReason] = useState<string | null>(null)
  const decide = useMutation({
    mutationFn: (body: Decision) => call(decideApplication, { params, body }),
    onSuccess: async ({ state }) => {
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      await queries.invalidateQueries({ queryKey: ['orders'] })
      if (state === 'rejected') {
        toastDone(t('applications.rejected'))
        onClose()
      }
    },
  })
  const application = read.data
  const approved = decide.data?.state === 'approved' ? decide.data : undefined
  return (
    <Dialog
      opened
      size="lg"
      onClose={onClose}
      title={
        approved
          ? t('applications.approvedTitle')
          : t('applications.dialogTitle', { name: application?.companyName ?? '…' })
      }
      actions={
        approved ? (
          <>
            <Link className={controls.button} to={`/office/customers/${approved.companyId}?tab=people`}>
              {t('applications.openCompany')}
            </Link>
            <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onClose}>
              {t('invitation.done')}
            </button>
          </>
        ) : (
          application &&
          (application.state === 'new' || application.state === 'checking') && (
            <Decisions
              state={application.state}
              reason={reason}
              busy={decide.isPending}
              onAskReason={() => setReason('')}
              onDecide={(decision) => decide.mutate(decision)}
            />
          )
        )
      }
    >
      {read.error && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Skeleton lines={5} />}
      {approved?.invitation && <InvitationLink invitation={approved.invitation} byMail />}
      {application && !approved && (
        <div className={styles.form}>
          <Facts application={application} />
          <Consequence application={application} />
          {reason !== null && (
            <label className={controls.field}>
              <span className={controls.label}>{t('applications.reason')}</span>
              <textarea
                className={controls.input}
                rows={3}
                maxLength={1000}
                required
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
              <span className={controls.hint}>{t('applications.reasonHint')}</span>
            </label>
          )}
          {decide.error && (
            <p className={controls.alert} role="alert">
              {problemText(decide.error)}
            </p>
          )}
        </div>
      )}
    </Dialog>
  )
}

function Decisions({
  state,
  reason,
  busy,
  onAskReason,
  onDecide,
}: {
  state: 'new' | 'checking'
  /** null until a refusal was begun */
  reason: string | null
  busy: boolean
  onAskReason: () => void
  onDecide: (decision: Decision) => void
}) {
  const { t } = useTranslation('customers')
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.danger}`}
        disabled={busy || reason?.trim() === ''}
        onClick={() =>
          reason === null ? onAskReason() : onDecide({ decision: 'reject', reason: reason.trim() })
        }
      >
        {t('applications.reject')}
      </button>
      {state === 'new' && (
        <button
          type="button"
          className={controls.button}
          disabled={busy}
          onClick={() => onDecide({ decision: 'checking' })}
        >
          {t('applications.check')}
        </button>
      )}
      <button
        type="button"
        className={`${controls.button} ${controls.primary}`}
        disabled={busy}
        onClick={() => onDecide({ decision: 'approve' })}
      >
        {t('applications.approve')}
      </button>
    </>
  )
}

function Facts({ application }: { application: Application }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const facts: [string, string | null][] = [
    [t('field.inn'), application.inn],
    [t('field.kpp'), application.kpp],
    [t('applications.contact'), application.contactName],
    [t('applications.email'), application.email],
    [t('applications.phone'), application.phone],
    [t('applications.sent'), format.dateTime(application.createdAt)],
    [t('applications.message'), application.message],
    [
      t('applications.decided'),
      application.decidedAt &&
        t('applications.decidedBy', {
          at: format.dateTime(application.decidedAt),
          name: application.decidedByName ?? '',
        }),
    ],
    [t('applications.reason'), application.reason],
  ]
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** What approving does: a new company, or a person more in one that is here; never by itself. */
function Consequence({ application }: { application: Application }) {
  const { t } = useTranslation('customers')
  if (application.state === 'approved')
    return (
      <p>
        <Link to={`/office/customers/${application.companyId}`}>{t('applications.openCompany')}</Link>
      </p>
    )
  if (application.state === 'rejected') return null
  if (!application.joinsCompanyId) return <p className={styles.soft}>{t('applications.newText')}</p>
  const { joinsCompanyId: id, joinsCompanyName: name } = application
  return (
    <p className={styles.note}>
      <b>{t('applications.joinTitle', { name: name ?? '' })}</b>
      {t('applications.joinText')} <Link to={`/office/customers/${id}`}>{t('applications.openCompany')}</Link>
    </p>
  )
}
