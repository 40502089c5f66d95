import { createCompany, type Company } from '@portal/api/organizations.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { emptyDraft, inputOf, wrongIn } from './company-draft.ts'
import { CompanyFields } from './company-fields.tsx'
import { CompanyProblem, fieldsOf } from './company-problem.tsx'
import './texts.ts'

/** A new company by its requisites, of the signed-in manager unless another is chosen. */
export function CompanyDialog({
  managerId,
  onClose,
  onCreated,
}: {
  managerId: string | null
  onClose: () => void
  onCreated: (company: Company) => void
}) {
  const { t } = useTranslation(['customers', 'common'])
  const queries = useQueryClient()
  const [draft, setDraft] = useState({ ...emptyDraft, managerId })
  const [tried, setTried] = useState(false)
  const create = useMutation({
    mutationFn: () => call(createCompany, { body: inputOf(draft) }),
    onSuccess: async (company) => {
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      toastDone(t('companyCreated', { name: company.name }))
      onCreated(company)
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.keys(wrongIn(draft)).length === 0 && !create.isPending) create.mutate()
  }
  return (
    <Dialog
      opened
      size="lg"
      onClose={onClose}
      title={t('newCompany')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="company"
            className={`${controls.button} ${controls.primary}`}
            disabled={create.isPending}
          >
            {t('createCompany')}
          </button>
        </>
      }
    >
      <form id="company" noValidate onSubmit={submit}>
        <CompanyFields
          draft={draft}
          tried={tried}
          refused={fieldsOf(create.error)}
          onChange={(patch) => {
            create.reset()
            setDraft({ ...draft, ...patch })
          }}
        />
        <CompanyProblem error={create.error} />
      </form>
    </Dialog>
  )
}
