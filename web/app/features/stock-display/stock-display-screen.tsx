import {
  listStockPolicies,
  removeStockPolicy,
  stockAudience,
  type StockPolicyView,
} from '@portal/api/stock-display.ts'
import { IconPencil, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { ExplainPanel } from './explain-panel.tsx'
import { PolicyDialog } from './policy-dialog.tsx'
import { useLooksText } from './looks-text.ts'
import styles from './stock-display.module.css'
import './texts.ts'

/** How stock is shown to whom, in the order in which rules are asked, and what a chosen buyer sees of a product. */
export function StockDisplayScreen() {
  const { t } = useTranslation('stock-display')
  const mayManage = useOperatorPermission('contracts.manage')
  const [filter, setFilter] = useUrlState({ search: '', audience: '' })
  const [edited, setEdited] = useState<StockPolicyView | 'new' | null>(null)
  const audience = stockAudience.options.find((one) => one === filter.audience)
  const query = { ...(filter.search && { search: filter.search }), ...(audience && { audience }) }
  const policies = usePages(listStockPolicies, { query })
  const columns = useColumns(mayManage ? setEdited : null)
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        {mayManage && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setEdited('new')}
          >
            {t('create')}
          </button>
        )}
      </PageHeader>
      <div className={styles.page}>
        <section aria-label={t('rules')}>
          <ListFilters>
            <SearchField
              label={t('search')}
              value={filter.search}
              onChange={(search) => setFilter({ search }, { replace: true })}
            />
            <FilterSelect
              label={t('audienceFilter')}
              all={t('all')}
              options={stockAudience.options.map((one) => [one, t(`audience.${one}`)])}
              value={filter.audience}
              onChange={(audience) => setFilter({ audience })}
            />
          </ListFilters>
          <DataTable
            label={t('rules')}
            columns={columns}
            {...policies.table}
            rowKey={({ id }) => id}
            skeletonRows={5}
            empty={
              filter.search || audience ? (
                <EmptyState title={t('emptyFiltered')} />
              ) : (
                <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
              )
            }
          />
          <MorePages of={policies.query} />
          <ExplainPanel />
        </section>
        <aside className={styles.panel}>
          <h2>{t('order.title')}</h2>
          <p>{t('order.text')}</p>
          <ol className={styles.order}>
            {(['who', 'what', 'where'] as const).map((step) => (
              <li key={step}>{t(`order.${step}`)}</li>
            ))}
          </ol>
          <p className={styles.soft}>{t('order.sum')}</p>
        </aside>
      </div>
      {edited && <PolicyDialog policy={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  )
}

function useColumns(onEdit: ((policy: StockPolicyView) => void) | null): Column<StockPolicyView>[] {
  const { t } = useTranslation('stock-display')
  const looks = useLooksText()
  const columns: Column<StockPolicyView>[] = [
    {
      key: 'audience',
      title: t('column.audience'),
      main: true,
      cell: ({ audience, subjectName }) =>
        subjectName === null ? (
          t(`audience.${audience}`)
        ) : (
          <>
            {subjectName} <span className={styles.soft}>{t(`audience.${audience}`)}</span>
          </>
        ),
    },
    {
      key: 'category',
      title: t('column.category'),
      width: 170,
      phone: 'labelled',
      cell: ({ categoryPath }) =>
        categoryPath.length > 0 ? (
          categoryPath.join(' / ')
        ) : (
          <span className={styles.soft}>{t('anyCategory')}</span>
        ),
    },
    {
      key: 'warehouse',
      title: t('column.warehouse'),
      width: 130,
      phone: 'labelled',
      cell: ({ warehouseName }) => warehouseName ?? <span className={styles.soft}>{t('anyWarehouse')}</span>,
    },
    {
      key: 'display',
      title: t('column.display'),
      width: 190,
      cell: (policy) => {
        const limits = looks.limits(policy)
        return (
          <>
            {t(`display.${policy.display}`)}
            {limits && <span className={`${styles.soft} ${styles.under}`}>{limits}</span>}
          </>
        )
      },
    },
  ]
  if (!onEdit) return columns
  return [
    ...columns,
    {
      key: 'actions',
      title: '',
      width: 84,
      align: 'end',
      cell: (policy) => <Actions policy={policy} onEdit={onEdit} />,
    },
  ]
}

function Actions({ policy, onEdit }: { policy: StockPolicyView; onEdit: (policy: StockPolicyView) => void }) {
  const { t } = useTranslation('stock-display')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(removeStockPolicy, { params: { policyId: policy.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('removed'))
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <span className={styles.actions}>
      <button
        type="button"
        className={controls.icon}
        aria-label={t('edit')}
        title={t('edit')}
        onClick={() => onEdit(policy)}
      >
        <IconPencil size={16} stroke={1.6} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={controls.icon}
        aria-label={t('remove')}
        title={t('remove')}
        disabled={remove.isPending}
        onClick={() => remove.mutate()}
      >
        <IconX size={16} stroke={1.6} aria-hidden="true" />
      </button>
    </span>
  )
}
