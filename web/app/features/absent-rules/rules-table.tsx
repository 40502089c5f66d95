import { listAbsentRules, removeAbsentRule, type AbsentRule } from '@portal/api/absent-goods.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { AbsentRuleDialog } from './rule-dialog.tsx'
import styles from './absent-rules.module.css'
import './texts.ts'

const tones: Record<AbsentRule['mode'], Tone> = {
  forbid: 'danger',
  backorder: 'good',
  preorder: 'accent',
  on_request: 'warning',
}

/** Rules for goods that are not there: of one contract, or those that hold under every one. */
export function AbsentRules({ contractId }: { contractId?: string }) {
  const { t } = useTranslation('absent-rules')
  const mayChange = useOperatorPermission('contracts.manage')
  const [filter, setFilter] = useUrlState({ absent: '' })
  const [adding, setAdding] = useState(false)
  const asked = {
    ...(contractId ? { contractId } : {}),
    ...(filter.absent ? { search: filter.absent } : {}),
  }
  const rules = usePages(listAbsentRules, { query: asked })
  return (
    <>
      <p className={styles.order}>{t('order')}</p>
      <div className={styles.toolbar}>
        <SearchField
          label={t('search')}
          value={filter.absent}
          onChange={(absent) => setFilter({ absent }, { replace: true })}
        />
        {mayChange && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setAdding(true)}
          >
            {t('add')}
          </button>
        )}
      </div>
      <DataTable
        label={t('title')}
        columns={useColumns(mayChange)}
        {...rules.table}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={filter.absent ? t('emptyFiltered') : t('empty')}>
            {!filter.absent && t(contractId ? 'emptyContract' : 'emptyAll')}
          </EmptyState>
        }
      />
      <MorePages of={rules.query} />
      {adding && <AbsentRuleDialog contractId={contractId ?? null} onClose={() => setAdding(false)} />}
    </>
  )
}

function useColumns(mayChange: boolean): Column<AbsentRule>[] {
  const { t } = useTranslation('absent-rules')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (ruleId: string) => call(removeAbsentRule, { params: { ruleId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  return [
    {
      key: 'subject',
      title: t('column.subject'),
      width: 120,
      cell: ({ subject }) => t(`subject.${subject}`),
    },
    { key: 'name', title: t('column.name'), main: true, cell: ({ subjectName }) => subjectName },
    {
      key: 'mode',
      title: t('column.mode'),
      width: 220,
      cell: ({ mode }) => <Badge tone={tones[mode]}>{t(`mode.${mode}`)}</Badge>,
    },
    {
      key: 'cap',
      title: t('column.cap'),
      width: 140,
      align: 'end',
      phone: 'labelled',
      cell: ({ cap, mode }) =>
        mode === 'forbid' || mode === 'preorder' ? '—' : cap === null ? t('noCap') : format.number(cap),
    },
    ...(mayChange
      ? [
          {
            key: 'remove',
            title: '',
            width: 52,
            cell: ({ id, subjectName }: AbsentRule) => (
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
