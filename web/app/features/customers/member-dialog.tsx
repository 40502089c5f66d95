import { removeColleague, updateColleague } from '@portal/api/my-company.ts'
import { removeMemberAsOperator, updateMemberAsOperator, type Member } from '@portal/api/organizations.ts'
import {
  buyerPermissions,
  memberRole,
  rolePermissions,
  type BuyerPermission,
  type MemberRole,
} from '@portal/api/permissions.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type ApiProblem } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { ContractChoice } from './contract-choice.tsx'
import styles from './customers.module.css'
import { RoleChoice, type Place } from './invite-dialog.tsx'
import './texts.ts'

interface Draft {
  permissions: readonly BuyerPermission[]
  contractIds: string[] | null
  orderLimit: string
  periodLimit: string
  periodDays: string
}

/** A role is the name of a set of permissions. */
function roleOf(permissions: readonly BuyerPermission[]): MemberRole {
  const same = (preset: readonly BuyerPermission[]) =>
    preset.length === permissions.length && preset.every((one) => permissions.includes(one))
  return memberRole.options.find((role) => role !== 'custom' && same(rolePermissions[role])) ?? 'custom'
}

/** Role, permissions, contracts and limits of a member; closes his access or takes him off. */
export function MemberDialog({
  place,
  member,
  onClose,
}: {
  place: Place
  member: Member
  onClose: () => void
}) {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mine = useMe()?.current?.permissions
  const [update, removal] =
    'own' in place ? [updateColleague, removeColleague] : [updateMemberAsOperator, removeMemberAsOperator]
  // nobody gives more than he has
  const mayGive = (permission: BuyerPermission) => !('own' in place) || mine?.includes(permission) === true
  const [tried, setTried] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [draft, setDraft] = useState<Draft>({
    permissions: member.permissions,
    contractIds: member.contractIds,
    orderLimit: format.typed(member.orderLimit),
    periodLimit: format.typed(member.periodLimit),
    periodDays: member.periodDays === null ? '' : String(member.periodDays),
  })
  const patch = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const role = roleOf(draft.permissions)
  const params = { memberId: member.id }
  const { name } = member
  const done = async (message: string) => {
    await queries.invalidateQueries({ queryKey: ['organizations'] })
    toastDone(message)
    onClose()
  }
  const limit = (text: string) => (text.trim() === '' ? null : readQuantity(text))
  const wrong = {
    orderLimit: draft.orderLimit.trim() !== '' && limit(draft.orderLimit) === null,
    periodLimit: draft.periodLimit.trim() !== '' && limit(draft.periodLimit) === null,
    periodDays:
      draft.periodLimit.trim() !== '' &&
      !/^([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])$/.test(draft.periodDays.trim()),
  }
  const save = useMutation<Member, ApiProblem>({
    mutationFn: () => {
      const periodLimit = limit(draft.periodLimit)
      return call(update, {
        params,
        body: {
          role,
          permissions: [...draft.permissions],
          contractIds: draft.contractIds,
          orderLimit: limit(draft.orderLimit),
          periodLimit,
          periodDays: periodLimit === null ? null : Number(draft.periodDays),
        },
      })
    },
    onSuccess: () => done(t('saved', { ns: 'common' })),
  })
  const block = useMutation<Member, ApiProblem>({
    mutationFn: () =>
      call(update, {
        params,
        body: { state: member.state === 'active' ? 'blocked' : 'active' },
      }),
    onSuccess: ({ state }) => done(t(state === 'active' ? 'member.unblocked' : 'member.blocked', { name })),
  })
  const remove = useMutation<object, ApiProblem>({
    mutationFn: () => call(removal, { params }),
    onSuccess: () => done(t('member.removed', { name })),
  })
  const busy = save.isPending || block.isPending || remove.isPending
  const error = save.error ?? block.error ?? remove.error
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!Object.values(wrong).includes(true) && !busy) save.mutate()
  }
  return (
    <Dialog
      opened
      size="lg"
      onClose={onClose}
      title={name}
      actions={
        <>
          <button
            type="button"
            className={`${controls.button} ${controls.danger}`}
            disabled={busy || !member.abilities.remove}
            onClick={() => (removing ? remove.mutate() : setRemoving(true))}
          >
            {removing
              ? t('member.removeSurely', { name })
              : t(member.scope === 'group' ? 'member.removeFromGroup' : 'member.remove')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${member.state === 'active' ? controls.danger : ''}`}
            disabled={busy || !member.abilities.block}
            onClick={() => block.mutate()}
          >
            {t(member.state === 'active' ? 'member.block' : 'member.unblock')}
          </button>
          <button
            type="submit"
            form="member"
            className={`${controls.button} ${controls.primary}`}
            disabled={busy || !member.abilities.edit}
          >
            {t('save', { ns: 'common' })}
          </button>
        </>
      }
    >
      <form id="member" className={styles.form} noValidate onSubmit={submit}>
        <RoleChoice
          roles={memberRole.options.filter((one) => one === 'custom' || rolePermissions[one].every(mayGive))}
          value={role}
          onChange={(chosen) => {
            if (chosen !== 'custom') patch({ permissions: rolePermissions[chosen] })
          }}
        />
        <fieldset className={styles.choices}>
          <legend>{t('member.permissions')}</legend>
          <div className={styles.ticks}>
            {buyerPermissions.map((permission) => (
              <label key={permission} className={controls.check}>
                <input
                  type="checkbox"
                  disabled={!mayGive(permission)}
                  checked={draft.permissions.includes(permission)}
                  onChange={(event) =>
                    patch({
                      permissions: buyerPermissions.filter((one) =>
                        one === permission ? event.target.checked : draft.permissions.includes(one),
                      ),
                    })
                  }
                />
                {t(`permission.${permission}`)}
              </label>
            ))}
          </div>
        </fieldset>
        {'companyId' in place && member.scope === 'company' && (
          <ContractChoice
            companyId={place.companyId}
            value={draft.contractIds}
            onChange={(contractIds) => patch({ contractIds })}
          />
        )}
        <div className={styles.columns}>
          <TextField
            label={t('member.orderLimit')}
            inputMode="decimal"
            placeholder={t('member.noLimit')}
            maxLength={24}
            value={draft.orderLimit}
            error={tried && wrong.orderLimit ? t('member.wrongSum') : null}
            onText={(orderLimit) => patch({ orderLimit })}
          />
          <span />
          <TextField
            label={t('member.periodLimit')}
            inputMode="decimal"
            placeholder={t('member.noLimit')}
            maxLength={24}
            value={draft.periodLimit}
            error={tried && wrong.periodLimit ? t('member.wrongSum') : null}
            onText={(periodLimit) => patch({ periodLimit })}
          />
          <TextField
            label={t('member.periodDays')}
            inputMode="numeric"
            maxLength={3}
            value={draft.periodDays}
            error={tried && wrong.periodDays ? t('member.wrongDays') : null}
            onText={(periodDays) => patch({ periodDays })}
          />
        </div>
        {removing && (
          <p className={styles.note} role="alert">
            {t('member.removeText')}
          </p>
        )}
        {error && (
          <p className={controls.alert} role="alert">
            {problemText(error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
