import {
  getGroup,
  updateCompany,
  updateGroup,
  type CompanySummary,
  type Group,
} from '@portal/api/organizations.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { AddToGroup } from './add-to-group.tsx'
import { CompanyTable } from './company-table.tsx'
import styles from './customers.module.css'
import { PeopleTab } from './people-tab.tsx'
import './texts.ts'

/** The umbrella: its companies, and the people who may work in all of them. */
export function GroupScreen({ groupId }: { groupId: string }) {
  const read = useQuery(queryFor(getGroup, { params: { groupId } }))
  if (read.error && !read.data) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton lines={8} />
  return <GroupPage key={groupId} group={read.data} />
}

const tabs = ['companies', 'people'] as const

function GroupPage({ group }: { group: Group }) {
  const { t } = useTranslation('customers')
  const tab = useTab(tabs)
  const [renaming, setRenaming] = useState(false)
  return (
    <>
      <title>{group.name}</title>
      <PageHeader title={group.name} note={group.note}>
        <button type="button" className={controls.button} onClick={() => setRenaming(true)}>
          {t('groups.rename')}
        </button>
      </PageHeader>
      <Tabs
        label={group.name}
        tabs={[
          { key: 'companies', label: t('tab.companies'), count: group.companies.length },
          { key: 'people', label: t('tab.people'), count: group.members.length },
        ]}
      />
      {tab === 'companies' ? (
        <Companies group={group} />
      ) : (
        <PeopleTab
          place={{ groupId: group.id, name: group.name }}
          members={group.members}
          invitations={group.invitations}
          note={t('groups.peopleNote')}
        />
      )}
      {renaming && <RenameDialog group={group} onClose={() => setRenaming(false)} />}
    </>
  )
}

function Companies({ group }: { group: Group }) {
  const { t } = useTranslation('customers')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const move = useMutation({
    mutationFn: ({ company, groupId }: { company: CompanySummary; groupId: string | null }) =>
      call(updateCompany, { params: { companyId: company.id }, body: { groupId } }),
    onSuccess: async (_, { company, groupId }) => {
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      const { name } = company
      if (groupId) toastDone(t('groups.added', { name }))
      else
        toastDone(t('groups.removed', { name }), {
          label: t('undo', { ns: 'common' }),
          run: () => move.mutate({ company, groupId: group.id }),
        })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <>
      <div className={styles.toolbar}>
        <span />
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setAdding(true)}
        >
          {t('groups.addCompany')}
        </button>
      </div>
      <CompanyTable
        withGroup={false}
        rows={group.companies}
        action={(company) => (
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('groups.removeOf', { name: company.name })}
            disabled={move.isPending}
            onClick={() => move.mutate({ company, groupId: null })}
          >
            {t('groups.remove')}
          </button>
        )}
        empty={<EmptyState title={t('groups.noCompanies')}>{t('groups.noCompaniesHint')}</EmptyState>}
      />
      {adding && <AddToGroup group={group} onClose={() => setAdding(false)} />}
    </>
  )
}

function RenameDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [name, setName] = useState(group.name)
  const [note, setNote] = useState(group.note ?? '')
  const save = useMutation({
    mutationFn: () =>
      call(updateGroup, {
        params: { groupId: group.id },
        body: { name: name.trim(), note: note.trim() || null },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('groups.changeTitle', { name: group.name })}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="rename"
            className={`${controls.button} ${controls.primary}`}
            disabled={save.isPending}
          >
            {t('save', { ns: 'common' })}
          </button>
        </>
      }
    >
      <form id="rename" className={styles.form} onSubmit={submit}>
        <TextField label={t('groups.name')} required maxLength={300} value={name} onText={setName} />
        <label className={controls.field}>
          <span className={controls.label}>{t('groups.note')}</span>
          <textarea
            className={controls.input}
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <span className={controls.hint}>{t('groups.noteHint')}</span>
        </label>
        {save.error && (
          <p className={controls.alert} role="alert">
            {problemText(save.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
