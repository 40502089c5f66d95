import { updateContract, type Contract } from '@portal/api/contracts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { toastDone } from '../../ui/toast.tsx'
import { ContractFields } from './contract-fields.tsx'
import { readTerms } from './read-terms.ts'
import styles from './contracts.module.css'

const setStates = ['active', 'suspended', 'terminated'] as const

/** What the parties agreed on; a change holds from now on. */
export function TermsTab({ contract }: { contract: Contract }) {
  const { t } = useTranslation(['contracts', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mayChange = useOperatorPermission('contracts.manage')
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const state = setStates.find((one) => one === form.get('state'))
      return call(updateContract, {
        params: { contractId: contract.id },
        body: { ...readTerms(form), ...(state ? { state } : {}) },
      })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('saved', { ns: 'common' }))
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!save.isPending) save.mutate(new FormData(event.currentTarget))
  }
  const errors = save.error instanceof ApiProblem ? save.error.fields : {}
  return (
    <form className={styles.form} onSubmit={submit}>
      {save.error && (
        <p className={controls.alert} role="alert">
          {problemText(save.error)}
        </p>
      )}
      <ContractFields
        contract={contract}
        sellerId={contract.sellerId}
        currency={contract.currency}
        errors={errors}
        disabled={!mayChange}
        first={
          <label className={controls.field}>
            <span className={controls.label}>{t('field.state')}</span>
            <select className={controls.input} name="state" defaultValue={contract.setState}>
              {setStates.map((state) => (
                <option key={state} value={state}>
                  {t(`setState.${state}`)}
                </option>
              ))}
            </select>
          </label>
        }
      />
      {mayChange && (
        <p className={styles.save}>
          <button
            type="submit"
            className={`${controls.button} ${controls.primary}`}
            disabled={save.isPending}
          >
            {t('save', { ns: 'common' })}
          </button>
        </p>
      )}
    </form>
  )
}
