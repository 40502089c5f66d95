import {
  listSpecificationRules,
  removeSpecificationRule,
  updateContract,
  type Contract,
  type SpecificationRule,
} from '@portal/api/contracts.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { usePeriodText } from './use-period-text.ts'
import styles from './contracts.module.css'

/** What the contract lets the buyer see. */
export function SpecificationTab({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const mayChange = useOperatorPermission('contracts.manage')
  const [filter, setFilter] = useUrlState({ rule: '' })
  const [adding, setAdding] = useState(false)
  const rules = usePages(listSpecificationRules, {
    params: { contractId: contract.id },
    query: { search: filter.rule },
  })
  return (
    <>
      <Mode contract={contract} disabled={!mayChange} />
      <div className={styles.toolbar}>
        <SearchField
          label={t('spec.search')}
          value={filter.rule}
          onChange={(rule) => setFilter({ rule }, { replace: true })}
        />
        {mayChange && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary} ${styles.push}`}
            onClick={() => setAdding(true)}
          >
            {t('spec.add')}
          </button>
        )}
      </div>
      <DataTable
        label={t('tab.specification')}
        columns={useColumns(contract, mayChange)}
        {...rules.table}
        rowKey={(row) => row.id}
        empty={
          filter.rule ? (
            <EmptyState title={t('nothingFound')} />
          ) : (
            <EmptyState title={t('spec.empty')}>
              {contract.assortment === 'all' ? t('spec.emptyAll') : t('spec.emptySpecified')}
            </EmptyState>
          )
        }
      />
      <MorePages of={rules.query} />
      {adding && <RuleDialog contract={contract} onClose={() => setAdding(false)} />}
    </>
  )
}

function Mode({ contract, disabled }: { contract: Contract; disabled: boolean }) {
  const { t } = useTranslation('contracts')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (assortment: Contract['assortment']) =>
      call(updateContract, { params: { contractId: contract.id }, body: { assortment } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <label className={controls.field} style={{ maxWidth: 480, marginBottom: 16 }}>
      <span className={controls.label}>{t('spec.mode')}</span>
      <select
        className={controls.input}
        value={change.isPending ? change.variables : contract.assortment}
        disabled={disabled || change.isPending}
        onChange={(event) => change.mutate(event.target.value === 'all' ? 'all' : 'specified')}
      >
        <option value="all">{t('spec.all')}</option>
        <option value="specified">{t('spec.specified')}</option>
      </select>
    </label>
  )
}

function useColumns(contract: Contract, mayChange: boolean): Column<SpecificationRule>[] {
  const { t } = useTranslation('contracts')
  const periodText = usePeriodText()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (ruleId: string) =>
      call(removeSpecificationRule, { params: { contractId: contract.id, ruleId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  return [
    {
      key: 'effect',
      title: t('spec.column.effect'),
      width: 130,
      cell: ({ effect }) => (
        <Badge tone={effect === 'allow' ? 'good' : 'danger'}>{t(`spec.effect.${effect}`)}</Badge>
      ),
    },
    {
      key: 'subject',
      title: t('spec.column.subject'),
      width: 130,
      cell: ({ subject }) => t(`spec.subject.${subject}`),
    },
    { key: 'name', title: t('spec.column.name'), main: true, cell: ({ subjectName }) => subjectName },
    { key: 'dates', title: t('spec.column.dates'), width: 220, cell: periodText },
    ...(mayChange
      ? [
          {
            key: 'remove',
            title: '',
            width: 52,
            cell: ({ id, subjectName }: SpecificationRule) => (
              <button
                type="button"
                className={controls.icon}
                aria-label={t('remove', { name: subjectName })}
                disabled={remove.isPending}
                onClick={() => remove.mutate(id)}
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            ),
          },
        ]
      : []),
  ]
}
