import { Select } from '@mantine/core'
import { createCompany, listCompanies, updateCompany, type Group } from '@portal/api/organizations.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { emptyDraft, inputOf, wrongIn, type CompanyDraft } from './company-draft.ts'
import { CompanyFields } from './company-fields.tsx'
import { CompanyProblem, fieldsOf } from './company-problem.tsx'
import styles from './customers.module.css'
import './texts.ts'

const ways = ['existing', 'new'] as const

/** A company into a group: one that is on the portal already, or a new one. */
export function AddToGroup({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common'])
  const queries = useQueryClient()
  const me = useMe()
  const [way, setWay] = useState<(typeof ways)[number]>('existing')
  const [companyId, setCompanyId] = useState<string | null>(null)
  const [draft, setDraft] = useState<CompanyDraft>(() => ({
    ...emptyDraft,
    groupId: group.id,
    managerId: me?.operator?.role === 'manager' ? (me.user?.id ?? null) : null,
  }))
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: () =>
      way === 'new'
        ? call(createCompany, { body: inputOf(draft) })
        : call(updateCompany, { params: { companyId: companyId ?? '' }, body: { groupId: group.id } }),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      toastDone(t('groups.added', { name }))
      onClose()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const ready = way === 'new' ? Object.keys(wrongIn(draft)).length === 0 : companyId !== null
    if (ready && !add.isPending) add.mutate()
  }
  return (
    <Dialog
      opened
      size="lg"
      onClose={onClose}
      title={t('groups.addTitle', { name: group.name })}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="add-to-group"
            className={`${controls.button} ${controls.primary}`}
            disabled={add.isPending || (way === 'existing' && !companyId)}
          >
            {t('add', { ns: 'common' })}
          </button>
        </>
      }
    >
      <form id="add-to-group" className={styles.form} noValidate onSubmit={submit}>
        <div className={styles.ways} role="radiogroup" aria-label={t('groups.addCompany')}>
          {ways.map((one) => (
            <label key={one} className={controls.check}>
              <input
                type="radio"
                name="way"
                checked={way === one}
                onChange={() => {
                  add.reset()
                  setWay(one)
                }}
              />
              {t(`groups.${one}`)}
            </label>
          ))}
        </div>
        {way === 'existing' ? (
          <CompanySelect groupId={group.id} value={companyId} onChange={setCompanyId} />
        ) : (
          <CompanyFields
            draft={draft}
            tried={tried}
            withGroup={false}
            refused={fieldsOf(add.error)}
            onChange={(patch) => {
              add.reset()
              setDraft({ ...draft, ...patch })
            }}
          />
        )}
        <CompanyProblem error={add.error} />
      </form>
    </Dialog>
  )
}

/** A company that is not in this group yet, found by the server; in which group it is now is told. */
function CompanySelect({
  groupId,
  value,
  onChange,
}: {
  groupId: string
  value: string | null
  onChange: (companyId: string | null) => void
}) {
  const { t } = useTranslation('customers')
  const [search, setSearch] = useState('')
  const companies = useQuery({
    ...queryFor(listCompanies, { query: { limit: 20, ...(search ? { search } : {}) } }),
    placeholderData: keepPreviousData,
  })
  const options = (companies.data?.items ?? [])
    .filter((company) => company.groupId !== groupId)
    .map((company) => ({
      value: company.id,
      label: `${company.name} · ${company.inn}${
        company.groupName ? ` · ${t('groups.fromGroup', { name: company.groupName })}` : ''
      }`,
    }))
  return (
    <Select
      label={t('groups.choose')}
      placeholder={t('groups.chooseHint')}
      classNames={{ input: styles.select ?? '', label: styles.selectLabel ?? '' }}
      data={options}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clearFilters') }}
      nothingFoundMessage={t('nothing')}
      filter={({ options: all }) => all}
      onSearchChange={(text) => setSearch(options.some((option) => option.label === text) ? '' : text)}
    />
  )
}
