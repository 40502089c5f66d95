import { updateCompany, type Company } from '@portal/api/organizations.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { toastDone } from '../../ui/toast.tsx'
import { changesOf, draftOf, wrongIn } from './company-draft.ts'
import { CompanyFields } from './company-fields.tsx'
import { CompanyProblem, fieldsOf } from './company-problem.tsx'
import styles from './customers.module.css'
import './texts.ts'

/** Requisites, manager and group of a company; only what was changed is sent and judged. */
export function RequisitesTab({ company }: { company: Company }) {
  const { t } = useTranslation(['customers', 'common'])
  const queries = useQueryClient()
  const saved = draftOf(company)
  const [draft, setDraft] = useState(saved)
  const [tried, setTried] = useState(false)
  const changes = changesOf(saved, draft)
  const changed = Object.keys(changes).length > 0
  const save = useMutation({
    mutationFn: () => call(updateCompany, { params: { companyId: company.id }, body: changes }),
    onSuccess: async (answer) => {
      setDraft(draftOf(answer))
      setTried(false)
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      toastDone(t('saved', { ns: 'common' }))
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const wrong = Object.keys(wrongIn(draft, company.kind))
    if (!wrong.some((field) => field in changes) && !save.isPending) save.mutate()
  }
  return (
    <form className={styles.panel} noValidate onSubmit={submit}>
      <CompanyFields
        draft={draft}
        known={company.kind}
        tried={tried}
        groupName={company.groupName}
        refused={fieldsOf(save.error)}
        onChange={(patch) => {
          save.reset()
          setDraft({ ...draft, ...patch })
        }}
      />
      <CompanyProblem error={save.error} />
      <footer className={styles.foot}>
        {changed && <span className={styles.soft}>{t('unsaved')}</span>}
        {changed && (
          <button
            type="button"
            className={controls.button}
            onClick={() => {
              save.reset()
              setDraft(saved)
            }}
          >
            {t('discard')}
          </button>
        )}
        <button
          type="submit"
          className={`${controls.button} ${controls.primary}`}
          disabled={!changed || save.isPending}
        >
          {t('save', { ns: 'common' })}
        </button>
      </footer>
    </form>
  )
}
