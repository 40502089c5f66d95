import { listQuantityRules, setQuantityRule, type QuantityRule } from '@portal/api/quantities.ts'
import type { Contract } from '@portal/api/contracts.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { limitsOf } from './quantity-limits.ts'
import { QuantityDialog } from './quantity-dialog.tsx'
import { QuantityRowsDialog } from './quantity-rows-dialog.tsx'
import styles from './contracts.module.css'

/** Least, step and most that this contract agrees; what it leaves open is the product's own (function 36). */
export function QuantitiesTab({ contract }: { contract: Contract }) {
  const { t } = useTranslation(['contracts', 'common'])
  const mayChange = useOperatorPermission('contracts.manage')
  const [filter, setFilter] = useUrlState({ product: '' })
  const [dialog, setDialog] = useState<QuantityRule | 'new' | 'rows' | null>(null)
  const rules = usePages(listQuantityRules, {
    params: { contractId: contract.id },
    query: { search: filter.product },
  })
  const columns = useColumns(contract, mayChange, setDialog)
  return (
    <section className={styles.block}>
      <h2>{t('quantities.title')}</h2>
      <p className={styles.soft}>{t('quantities.hint')}</p>
      <div className={styles.toolbar}>
        <SearchField
          label={t('price.search')}
          value={filter.product}
          onChange={(product) => setFilter({ product }, { replace: true })}
        />
        {mayChange && (
          <>
            <button
              type="button"
              className={`${controls.button} ${styles.push}`}
              onClick={() => setDialog('rows')}
            >
              {t('price.paste')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.primary}`}
              onClick={() => setDialog('new')}
            >
              {t('quantities.add')}
            </button>
          </>
        )}
      </div>
      <DataTable
        label={t('quantities.title')}
        columns={columns}
        {...rules.table}
        rowKey={(rule) => rule.productId}
        empty={
          filter.product ? (
            <EmptyState title={t('nothingFound')} />
          ) : (
            <EmptyState title={t('quantities.empty')}>{t('quantities.emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={rules.query} />
      {dialog === 'rows' ? (
        <QuantityRowsDialog contract={contract} onClose={() => setDialog(null)} />
      ) : (
        dialog && (
          <QuantityDialog
            contract={contract}
            rule={dialog === 'new' ? undefined : dialog}
            onClose={() => setDialog(null)}
          />
        )
      )}
    </section>
  )
}

function useColumns(
  contract: Contract,
  mayChange: boolean,
  onEdit: (rule: QuantityRule) => void,
): Column<QuantityRule>[] {
  const { t } = useTranslation(['contracts', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const put = useMutation({
    mutationFn: ({ productId, from, to }: { productId: string; from?: QuantityRule; to?: QuantityRule }) =>
      call(setQuantityRule, {
        params: { contractId: contract.id, productId },
        body: { ...limitsOf(to), seen: limitsOf(from) },
      }),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['terms'] }),
  })
  const remove = (rule: QuantityRule) => {
    const { productId } = rule
    put.mutate(
      { productId, from: rule },
      {
        onSuccess: () =>
          toastDone(t('quantities.removed'), {
            label: t('undo', { ns: 'common' }),
            run: () => put.mutate({ productId, to: rule }),
          }),
      },
    )
  }
  const figure = (field: Field): Column<QuantityRule> => ({
    key: field,
    title: t(`quantities.${field}`),
    width: 150,
    align: 'end',
    phone: 'labelled',
    cell: (rule) =>
      rule[field] === null ? (
        <span className={styles.own}>
          {rule.own[field] === null ? '—' : t('quantities.own', { value: format.number(rule.own[field]) })}
        </span>
      ) : (
        `${format.number(rule[field])} ${rule.unitName}`
      ),
  })
  return [
    { key: 'article', title: t('price.column.article'), width: 170, cell: ({ article }) => article },
    {
      key: 'name',
      title: t('price.column.name'),
      main: true,
      cell: ({ productId, productName }) => <Link to={`/office/products/${productId}`}>{productName}</Link>,
    },
    figure('minQuantity'),
    figure('stepQuantity'),
    figure('maxQuantity'),
    ...(mayChange
      ? [
          {
            key: 'change',
            title: '',
            width: 160,
            align: 'end' as const,
            cell: (rule: QuantityRule) => (
              <span className={styles.actions}>
                <button
                  type="button"
                  className={`${controls.button} ${controls.compact}`}
                  aria-label={t('quantities.changeOf', { name: rule.productName })}
                  onClick={() => onEdit(rule)}
                >
                  {t('change', { ns: 'common' })}
                </button>
                <button
                  type="button"
                  className={controls.icon}
                  aria-label={t('remove', { name: rule.productName })}
                  disabled={put.isPending}
                  onClick={() => remove(rule)}
                >
                  <IconX size={16} aria-hidden="true" />
                </button>
              </span>
            ),
          },
        ]
      : []),
  ]
}

type Field = 'minQuantity' | 'stepQuantity' | 'maxQuantity'
