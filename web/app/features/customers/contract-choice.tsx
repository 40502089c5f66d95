import { listContracts } from '@portal/api/contracts.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isLost } from '../../lib/is-lost.ts'
import { queryFor } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { ErrorState } from '../../ui/states.tsx'
import styles from './customers.module.css'
import './texts.ts'

/** All contracts of a company (null), or only some; a company with one contract is not asked. */
export function ContractChoice({
  companyId,
  value,
  onChange,
}: {
  companyId: string
  value: readonly string[] | null
  onChange: (contractIds: string[] | null) => void
}) {
  const { t } = useTranslation(['customers', 'common'])
  const contracts = useQuery(queryFor(listContracts, { query: { companyId, limit: 200 } }))
  if (isLost(contracts))
    return <ErrorState error={contracts.error} onRetry={() => void contracts.refetch()} />
  const items = contracts.data?.items ?? []
  if (items.length < 2 && value === null) return null
  const chosen = new Set(value)
  function toggle(id: string, on: boolean) {
    if (on) chosen.add(id)
    else chosen.delete(id)
    onChange([...chosen])
  }
  return (
    <fieldset className={styles.choices}>
      <legend>{t('member.contracts')}</legend>
      {([true, false] as const).map((all) => (
        <label key={String(all)} className={controls.check}>
          <input
            type="radio"
            name="contracts"
            checked={(value === null) === all}
            onChange={() => onChange(all ? null : items.map(({ id }) => id))}
          />
          {t(all ? 'member.allContracts' : 'member.someContracts')}
        </label>
      ))}
      {value !== null && (
        <div className={styles.ticks}>
          {items.map((contract) => (
            <label key={contract.id} className={controls.check}>
              <input
                type="checkbox"
                checked={chosen.has(contract.id)}
                onChange={(event) => toggle(contract.id, event.target.checked)}
              />
              <span>
                {contract.number}{' '}
                {contract.state !== 'in_force' && (
                  <span className={styles.soft}>{t(`context.${contract.state}`, { ns: 'common' })}</span>
                )}
              </span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  )
}
