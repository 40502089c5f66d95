import { startActing } from '@portal/api/identity.ts'
import type { Company } from '@portal/api/organizations.ts'
import { listContracts } from '@portal/api/contracts.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './customers.module.css'
import './texts.ts'

type Mode = 'preview' | 'act'

/** Into the customer's cabinet: to look, or to order for him (function 41). */
export function ActAs({ company }: { company: Company }) {
  const { t } = useTranslation('customers')
  const [mode, setMode] = useState<Mode | null>(null)
  const may = useOperatorPermission('buyers.act_as')
  if (!may || company.state === 'inactive') return null
  return (
    <>
      {(['preview', 'act'] as const).map((one) => (
        <button key={one} type="button" className={controls.button} onClick={() => setMode(one)}>
          {t(`acting.${one}`)}
        </button>
      ))}
      {mode && <ActDialog company={company} mode={mode} onClose={() => setMode(null)} />}
    </>
  )
}

function ActDialog({ company, mode, onClose }: { company: Company; mode: Mode; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common'])
  const problemText = useProblemText()
  const contracts = useQuery(queryFor(listContracts, { query: { companyId: company.id, limit: 200 } }))
  const offered = contracts.data?.items ?? []
  const first = offered.find((contract) => contract.state === 'in_force') ?? offered[0]
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const contractId = chosen ?? first?.id
  const start = useMutation({
    mutationFn: (id: string) =>
      call(startActing, {
        body: { companyId: company.id, contractId: id, mode, reason: reason.trim() || null },
      }),
    // a page of its own: nothing that was read as the manager stays in memory
    onSuccess: () => window.location.assign('/catalogue'),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (contractId && !start.isPending) start.mutate(contractId)
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(mode === 'act' ? 'acting.actTitle' : 'acting.previewTitle', { name: company.name })}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="acting"
            className={`${controls.button} ${controls.primary}`}
            disabled={!contractId || start.isPending}
          >
            {t('acting.start')}
          </button>
        </>
      }
    >
      <form id="acting" className={styles.form} onSubmit={submit}>
        <p>{t(mode === 'act' ? 'acting.actText' : 'acting.previewText')}</p>
        {contracts.isPending && <Skeleton height={58} />}
        {contracts.error && <ErrorState error={contracts.error} onRetry={() => void contracts.refetch()} />}
        {contracts.data && offered.length === 0 && <p className={styles.note}>{t('acting.noContracts')}</p>}
        {offered.length > 0 && (
          <label className={controls.field}>
            <span className={controls.label}>{t('acting.contract')}</span>
            <select
              className={controls.input}
              value={contractId}
              onChange={(event) => setChosen(event.target.value)}
            >
              {offered.map((contract) => (
                <option key={contract.id} value={contract.id}>
                  {`${contract.number} · ${contract.sellerName}${
                    contract.state === 'in_force'
                      ? ''
                      : ` · ${t(`context.${contract.state}`, { ns: 'common' })}`
                  }`}
                </option>
              ))}
            </select>
            {contracts.data?.next && <span className={controls.hint}>{t('acting.otherContracts')}</span>}
          </label>
        )}
        {mode === 'act' && (
          <TextField
            label={t('acting.reason')}
            hint={t('acting.reasonHint')}
            maxLength={500}
            value={reason}
            onText={setReason}
          />
        )}
        {start.error && (
          <p className={controls.alert} role="alert">
            {problemText(start.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
