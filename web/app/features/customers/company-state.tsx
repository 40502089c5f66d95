import { updateCompany, type Company, type CompanySummary } from '@portal/api/organizations.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './customers.module.css'
import './texts.ts'

const tones: Record<CompanySummary['state'], Tone> = {
  active: 'good',
  blocked: 'warning',
  inactive: 'danger',
}

export function CompanyState({ state }: { state: CompanySummary['state'] }) {
  const { t } = useTranslation('customers')
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
}

const restrictions = ['blocked', 'inactive'] as const

/** Closes a company's access in one of two ways, or opens it again. */
export function ChangeState({ company }: { company: Company }) {
  const { t } = useTranslation(['customers', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [choice, setChoice] = useState<(typeof restrictions)[number]>('blocked')
  const change = useMutation({
    mutationFn: (state: Company['state']) =>
      call(updateCompany, { params: { companyId: company.id }, body: { state } }),
    onSuccess: async ({ state, name }) => {
      setAsking(false)
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      toastDone(t(state === 'active' ? 'nowActive' : 'nowRestricted', { name }))
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  if (company.state !== 'active')
    return (
      <button
        type="button"
        className={controls.button}
        disabled={change.isPending}
        onClick={() => change.mutate('active')}
      >
        {t('activate')}
      </button>
    )
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.danger}`}
        onClick={() => setAsking(true)}
      >
        {t('restrict')}
      </button>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('restrictTitle', { name: company.name })}
        actions={
          <>
            <button type="button" className={controls.button} onClick={() => setAsking(false)}>
              {t('cancel', { ns: 'common' })}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.danger}`}
              disabled={change.isPending}
              onClick={() => change.mutate(choice)}
            >
              {t(`restrictChoice.${choice}`)}
            </button>
          </>
        }
      >
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">{t('restrict')}</legend>
          {restrictions.map((state) => (
            <label key={state} className={styles.choice}>
              <input type="radio" name="state" checked={choice === state} onChange={() => setChoice(state)} />
              <span>
                {t(`restrictChoice.${state}`)}
                <small>{t(`restrictHint.${state}`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
      </Dialog>
    </>
  )
}
