import { getCompany } from '@portal/api/organizations.ts'
import { createContract } from '@portal/api/contracts.ts'
import { listSellers } from '@portal/api/sellers.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { ApiProblem, call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { ContractFields } from './contract-fields.tsx'
import { readTerms } from './read-terms.ts'
import styles from './contracts.module.css'
import './texts.ts'

const currencies = ['RUB', 'CNY', 'USD', 'EUR', 'BYN', 'KZT'] as const

/** A new contract of the customer that the address names (`?company=`). */
export function NewContractScreen() {
  const { t } = useTranslation('contracts')
  const [search] = useSearchParams()
  const companyId = search.get('company')
  if (!companyId)
    return (
      <EmptyState title={t('chooseCompany')}>
        <Link to="/office/customers">{t('emptyHint')}</Link>
      </EmptyState>
    )
  return <NewContractForm companyId={companyId} />
}

function NewContractForm({ companyId }: { companyId: string }) {
  const { t } = useTranslation('contracts')
  const problemText = useProblemText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const company = useQuery(queryFor(getCompany, { params: { companyId } }))
  const sellers = useQuery(queryFor(listSellers, {}))
  const [chosenSeller, setChosenSeller] = useState<string>()
  const [currency, setCurrency] = useState<string>('RUB')
  const sellerId = chosenSeller ?? sellers.data?.items[0]?.id
  const create = useMutation({
    mutationFn: (form: FormData) =>
      call(createContract, {
        params: { companyId },
        body: { ...readTerms(form), sellerId: sellerId!, currency },
      }),
    onSuccess: async (contract) => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('created'))
      await navigate(`/office/contracts/${contract.id}?tab=specification`)
    },
  })
  const failed = company.error ?? sellers.error
  if (failed) return <ErrorState error={failed} onRetry={() => void company.refetch()} />
  if (!company.data || !sellers.data) return <Skeleton lines={10} />
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!create.isPending) create.mutate(new FormData(event.currentTarget))
  }
  return (
    <>
      <title>{t('new')}</title>
      <PageHeader title={t('newOf', { company: company.data.name })} />
      <form className={styles.form} onSubmit={submit}>
        {create.error && (
          <p className={controls.alert} role="alert">
            {problemText(create.error)}
          </p>
        )}
        <ContractFields
          sellerId={sellerId}
          currency={currency}
          errors={create.error instanceof ApiProblem ? create.error.fields : {}}
          disabled={false}
          first={
            <>
              <label className={controls.field}>
                <span className={controls.label}>{t('field.seller')}</span>
                <select
                  className={controls.input}
                  value={sellerId}
                  onChange={(event) => setChosenSeller(event.target.value)}
                >
                  {sellers.data.items.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <label className={controls.field}>
                <span className={controls.label}>{t('field.currency')}</span>
                <select
                  className={controls.input}
                  value={currency}
                  onChange={(event) => setCurrency(event.target.value)}
                >
                  {currencies.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              </label>
            </>
          }
        />
        <p className={styles.save}>
          <button
            type="submit"
            className={`${controls.button} ${controls.primary}`}
            disabled={create.isPending}
          >
            {t('create')}
          </button>
        </p>
      </form>
    </>
  )
}
