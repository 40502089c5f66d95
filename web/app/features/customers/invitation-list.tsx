import {
  resendInvitation,
  revokeInvitation,
  type Invitation,
  type InvitationWithLink,
} from '@portal/api/invitations.ts'
import { revokeColleagueInvitation } from '@portal/api/my-company.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './customers.module.css'
import { InvitationLink } from './invitation-link.tsx'
import './texts.ts'

const tones: Record<Invitation['state'], Tone> = {
  waiting: 'accent',
  accepted: 'good',
  expired: 'warning',
  revoked: 'neutral',
}

/** Invitations that nobody has answered: a new link to hand over, the letter again, or taken back. */
export function InvitationList({
  invitations,
  own = false,
}: {
  invitations: readonly Invitation[]
  /** of the company of the buyer who looks */
  own?: boolean
}) {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const [all, setAll] = useState(false)
  const open = invitations.filter((one) => one.state === 'waiting' || one.state === 'expired')
  const columns: Column<Invitation>[] = [
    {
      key: 'email',
      title: t('invitation.column.email'),
      main: true,
      cell: (invitation) => (
        <span className={styles.name}>
          {invitation.email}
          <span>{t('invitation.sentTimes', { count: invitation.sentCount })}</span>
        </span>
      ),
    },
    {
      key: 'role',
      title: t('invitation.column.role'),
      width: 130,
      cell: (invitation) => t(`role.${invitation.role}`),
    },
    {
      key: 'by',
      title: t('invitation.column.by'),
      width: 170,
      oneLine: true,
      phone: 'hidden',
      cell: (invitation) => invitation.invitedByName,
    },
    {
      key: 'until',
      title: t('invitation.column.until'),
      width: 140,
      phone: 'labelled',
      cell: (invitation) => format.dateTime(invitation.expiresAt),
    },
    {
      key: 'state',
      title: t('invitation.column.state'),
      width: 110,
      cell: (invitation) => (
        <Badge tone={tones[invitation.state]}>{t(`invitation.state.${invitation.state}`)}</Badge>
      ),
    },
    {
      key: 'actions',
      title: '',
      width: own ? 120 : 370,
      align: 'end',
      cell: (invitation) =>
        invitation.state === 'waiting' || invitation.state === 'expired' ? (
          <InvitationActions invitation={invitation} own={own} />
        ) : null,
    },
  ]
  if (invitations.length === 0) return null
  const rows = all ? invitations : open
  return (
    <section className={styles.section}>
      <div className={styles.toolbar}>
        <h2>{t('invitation.title')}</h2>
        {open.length < invitations.length && (
          <label className={controls.check}>
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
            {t('invitation.showAll')}
          </label>
        )}
      </div>
      <DataTable
        label={t('invitation.title')}
        columns={columns}
        rows={rows}
        rowKey={(invitation) => invitation.id}
        empty={<p className={styles.soft}>{t('invitation.noneWaiting')}</p>}
      />
    </section>
  )
}

function InvitationActions({ invitation, own }: { invitation: Invitation; own: boolean }) {
  const { t } = useTranslation('customers')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [told, setTold] = useState<{ invitation: InvitationWithLink; byMail: boolean } | null>(null)
  const params = { invitationId: invitation.id }
  const { email } = invitation
  const reread = () => queries.invalidateQueries({ queryKey: ['organizations'] })
  const onError = (error: Error) => toastProblem(problemText(error))
  const renew = useMutation({
    mutationFn: (letter: boolean) => call(resendInvitation, { params, body: { letter } }),
    onSuccess: (answer, byMail) => setTold({ invitation: answer, byMail }),
    onError,
  })
  const revoke = useMutation({
    mutationFn: () => call(own ? revokeColleagueInvitation : revokeInvitation, { params }),
    onSuccess: async () => {
      await reread()
      toastDone(t('invitation.revoked', { email }))
    },
    onError,
  })
  const busy = renew.isPending || revoke.isPending
  const button = (label: string, name: string, run: () => void, danger = false) => (
    <button
      type="button"
      className={`${controls.button} ${controls.compact} ${danger ? controls.danger : ''}`}
      aria-label={name}
      disabled={busy}
      onClick={run}
    >
      {label}
    </button>
  )
  return (
    <span className={styles.actions}>
      {!own && (
        <>
          {button(t('invitation.newLink'), t('invitation.newLinkFor', { email }), () => renew.mutate(false))}
          {button(t('invitation.resend'), t('invitation.resendTo', { email }), () => renew.mutate(true))}
        </>
      )}
      {button(t('invitation.revoke'), t('invitation.revokeOf', { email }), () => revoke.mutate(), true)}
      {told && (
        <Dialog
          opened
          onClose={() => {
            setTold(null)
            void reread()
          }}
          title={t('invitation.link')}
        >
          <InvitationLink {...told} />
        </Dialog>
      )}
    </span>
  )
}
