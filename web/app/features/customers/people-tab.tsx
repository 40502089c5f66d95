import type { Invitation } from '@portal/api/invitations.ts'
import type { Member } from '@portal/api/organizations.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './customers.module.css'
import { InvitationList } from './invitation-list.tsx'
import { InviteDialog, type Place } from './invite-dialog.tsx'
import { MemberDialog } from './member-dialog.tsx'
import './texts.ts'

/** Who works for a company or a group: roles, limits, access; and who was invited. */
export function PeopleTab({
  place,
  members,
  invitations,
  note,
}: {
  place: Place
  members: readonly Member[]
  invitations: readonly Invitation[]
  note?: string
}) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const [inviting, setInviting] = useState(false)
  const [editing, setEditing] = useState<Member | null>(null)
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: t('people.name'),
      main: true,
      cell: (member) => (
        <span className={styles.name}>
          {member.name}
          <span>
            {member.email}
            {member.phone && ` · ${member.phone}`}
          </span>
        </span>
      ),
    },
    {
      key: 'role',
      title: t('people.role'),
      width: 210,
      cell: (member) => (
        <span className={styles.badges}>
          {t(`role.${member.role}`)}
          {!('groupId' in place) && member.scope === 'group' && (
            <Badge tone="accent">{t('people.viaGroup')}</Badge>
          )}
        </span>
      ),
    },
    {
      key: 'limits',
      title: t('people.limits'),
      width: 240,
      phone: 'labelled',
      cell: (member) => <Limits member={member} />,
    },
    {
      key: 'last',
      title: t('people.lastSignIn'),
      width: 150,
      phone: 'hidden',
      cell: (member) => (member.lastSignInAt ? format.dateTime(member.lastSignInAt) : t('people.never')),
    },
    {
      key: 'state',
      title: t('people.state'),
      width: 100,
      cell: (member) => (
        <Badge tone={member.state === 'active' ? 'good' : 'danger'}>{t(`people.${member.state}`)}</Badge>
      ),
    },
    {
      key: 'change',
      title: '',
      width: 110,
      align: 'end',
      cell: (member) => (
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          aria-label={t('people.changeOf', { name: member.name })}
          onClick={() => setEditing(member)}
        >
          {t('people.change')}
        </button>
      ),
    },
  ]
  return (
    <>
      <div className={styles.toolbar}>
        <span className={styles.soft}>{note}</span>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setInviting(true)}
        >
          {t('people.invite')}
        </button>
      </div>
      <DataTable
        label={t('tab.people')}
        columns={columns}
        rows={members}
        rowKey={(member) => member.id}
        empty={<EmptyState title={t('people.empty')}>{t('people.emptyHint')}</EmptyState>}
      />
      <InvitationList invitations={invitations} own={'own' in place} />
      {inviting && <InviteDialog place={place} onClose={() => setInviting(false)} />}
      {editing && <MemberDialog place={place} member={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

/** What a person may spend and under which contracts; the currency is each contract's own. */
function Limits({ member }: { member: Member }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const told = [
    member.contractIds && t('people.contracts', { count: member.contractIds.length }),
    member.orderLimit && t('people.orderLimit', { sum: format.number(member.orderLimit) }),
    member.periodLimit &&
      t('people.periodLimit', {
        sum: format.number(member.periodLimit),
        count: member.periodDays ?? 1,
      }),
  ].filter(Boolean)
  return told.length > 0 ? told.join(', ') : <span className={styles.soft}>{t('people.unlimited')}</span>
}
