import { inviteColleague } from '@portal/api/my-company.ts'
import { inviteToCompany, inviteToGroup } from '@portal/api/invitations.ts'
import { rolePermissions, type MemberRole } from '@portal/api/permissions.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ContractChoice } from './contract-choice.tsx'
import styles from './customers.module.css'
import { InvitationLink } from './invitation-link.tsx'
import './texts.ts'

/** Where a person works: in one company, in all companies of a group; or in the company of the buyer who asks. */
export type Place =
  | { companyId: string; name: string }
  | { groupId: string; name: string }
  | { own: true; name: string }

const roles = ['director', 'buyer', 'accountant', 'warehouse', 'viewer'] as const

/** Invites by mail, and shows the link to hand over. */
export function InviteDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const own = useMe()?.current?.permissions
  // nobody gives more than he has
  const offered =
    'own' in place ? roles.filter((one) => rolePermissions[one].every((part) => own?.includes(part))) : roles
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Exclude<MemberRole, 'custom'>>('buyer')
  const [contractIds, setContractIds] = useState<string[] | null>(null)
  const send = useMutation({
    mutationFn: () =>
      'own' in place
        ? call(inviteColleague, { body: { email, role } })
        : 'companyId' in place
          ? call(inviteToCompany, {
              params: { companyId: place.companyId },
              body: { email, role, contractIds },
            })
          : call(inviteToGroup, { params: { groupId: place.groupId }, body: { email, role } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['organizations'] }),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!send.isPending) send.mutate()
  }
  if (send.data)
    return (
      <Dialog
        opened
        onClose={onClose}
        title={t('invitation.to', { name: place.name })}
        actions={
          <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onClose}>
            {t('invitation.done')}
          </button>
        }
      >
        <InvitationLink invitation={send.data} byMail />
      </Dialog>
    )
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('invitation.to', { name: place.name })}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="invite"
            className={`${controls.button} ${controls.primary}`}
            disabled={send.isPending}
          >
            {t('invitation.send')}
          </button>
        </>
      }
    >
      <form id="invite" className={styles.form} onSubmit={submit}>
        <TextField
          label={t('invitation.email')}
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          data-autofocus
          value={email}
          onText={setEmail}
        />
        <RoleChoice roles={offered} value={role} onChange={setRole} />
        {'companyId' in place ? (
          <ContractChoice companyId={place.companyId} value={contractIds} onChange={setContractIds} />
        ) : (
          'groupId' in place && <p className={styles.soft}>{t('invitation.groupNote')}</p>
        )}
        {send.error && (
          <p className={controls.alert} role="alert">
            {problemText(send.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}

/** A role with what it opens. */
export function RoleChoice<Role extends MemberRole>({
  roles: offered,
  value,
  onChange,
}: {
  roles: readonly Role[]
  value: Role
  onChange: (role: Role) => void
}) {
  const { t } = useTranslation('customers')
  return (
    <label className={controls.field}>
      <span className={controls.label}>{t('invitation.role')}</span>
      <select
        className={controls.input}
        value={value}
        onChange={(event) => {
          const chosen = offered.find((role) => role === event.target.value)
          if (chosen) onChange(chosen)
        }}
      >
        {offered.map((role) => (
          <option key={role} value={role}>
            {t(`role.${role as MemberRole}`)}
          </option>
        ))}
      </select>
      <span className={controls.hint}>{t(`roleHint.${value as MemberRole}`)}</span>
    </label>
  )
}
