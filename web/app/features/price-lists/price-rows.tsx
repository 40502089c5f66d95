import { removePrice, setPrice, type PriceListDetails } from '@portal/api/price-lists.ts'
import { listPrices, type PriceRow } from '@portal/api/price-lists.ts'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import figures from '../../ui/figures.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { PricePeriod } from '../goods/price-period.tsx'
import { PastePricesDialog } from './paste-prices-dialog.tsx'
import { PriceDialog } from './price-dialog.tsx'
import styles from './price-lists.module.css'
import './texts.ts'

/** The rows of a list, tiers of a product one under another; of a list kept by hand they are changed here. */
export function PriceRows({ list, editable }: { list: PriceListDetails; editable: boolean }) {
  const { t } = useTranslation(['price-lists', 'common'])
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ search: '' })
  const [editing, setEditing] = useState<PriceRow | 'new' | 'paste' | null>(null)
  const params = { priceListId: list.id }
  const prices = usePages(listPrices, { params, query: { ...filter, total: 'true' } })
  const remove = useRemove(list.id)
  const columns = useColumns(editable ? { onEdit: setEditing, onRemove: remove } : undefined)
  const total = prices.total
  const close = () => setEditing(null)
  return (
    <section aria-label={t('rows')}>
      <div className={styles.bar}>
        <SearchField
          label={t('searchRows')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <span className={styles.soft} aria-live="polite">
          {total !== undefined && t('found', { count: total, value: format.number(total) })}
        </span>
        {editable && (
          <>
            <button type="button" className={controls.button} onClick={() => setEditing('paste')}>
              {t('paste')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.primary}`}
              onClick={() => setEditing('new')}
            >
              {t('addPrice')}
            </button>
          </>
        )}
      </div>
      <DataTable
        label={t('rows')}
        columns={columns}
        {...prices.table}
        rowKey={keyOf}
        empty={
          filter.search ? (
            <EmptyState title={t('noRowsFound')} />
          ) : (
            <EmptyState title={t('noRows')}>
              {t(list.source ? 'noRowsExchange' : 'noRowsHandmade')}
            </EmptyState>
          )
        }
      />
      <MorePages of={prices.query} />
      {editing === 'paste' && <PastePricesDialog list={list} onClose={close} />}
      {editing && editing !== 'paste' && (
        <PriceDialog list={list} row={editing === 'new' ? undefined : editing} onClose={close} />
      )}
    </section>
  )
}

function keyOf(row: PriceRow): string {
  return `${row.productId} ${row.packagingId} ${row.minQuantity} ${row.validFrom ?? ''}`
}

/** Takes a price out at once; the notice puts it back. */
function useRemove(priceListId: string): (row: PriceRow) => void {
  const { t } = useTranslation(['price-lists', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { priceListId }
  const after = {
    onError: (error: unknown) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['terms'] }),
  }
  const putBack = useMutation({
    mutationFn: (row: PriceRow) =>
      call(setPrice, {
        params,
        body: {
          productId: row.productId,
          packagingId: row.packagingId,
          minQuantity: row.minQuantity,
          amount: row.amount.amount,
          perQuantity: row.perQuantity,
          validFrom: row.validFrom,
          validUntil: row.validUntil,
        },
      }),
    ...after,
  })
  const remove = useMutation({
    mutationFn: ({ productId, packagingId, minQuantity, validFrom }: PriceRow) =>
      call(removePrice, {
        params,
        query: { productId, packagingId, minQuantity, ...(validFrom ? { validFrom } : {}) },
      }),
    onSuccess: (_, row) =>
      toastDone(t('removed'), { label: t('undo', { ns: 'common' }), run: () => putBack.mutate(row) }),
    ...after,
  })
  return remove.mutate
}

function useColumns(
  hand: { onEdit: (row: PriceRow) => void; onRemove: (row: PriceRow) => void } | undefined,
): Column<PriceRow>[] {
  const { t } = useTranslation('price-lists')
  const format = useFormat()
  const told = (row: PriceRow) => ({
    name: row.name,
    from: format.number(row.minQuantity),
    unit: row.unitName,
  })
  const columns: Column<PriceRow>[] = [
    {
      key: 'article',
      title: t('column.article'),
      width: 164,
      oneLine: true,
      cell: (row) => (
        <code className={styles.code} title={row.article ?? undefined}>
          {row.article}
        </code>
      ),
    },
    {
      key: 'product',
      title: t('column.product'),
      main: true,
      cell: (row) => <Link to={`/office/products/${row.productId}`}>{row.name}</Link>,
    },
    {
      key: 'from',
      title: t('column.from'),
      width: 96,
      align: 'end',
      phone: 'labelled',
      cell: (row) =>
        row.minQuantity !== '0' && (
          <>
            {format.number(row.minQuantity)} <span className={figures.unit}>{row.unitName}</span>
          </>
        ),
    },
    {
      key: 'amount',
      title: t('column.amount'),
      width: 150,
      align: 'end',
      cell: (row) => (
        <>
          <MoneyText value={row.amount} />
          <span className={figures.unit}>
            {' '}
            {row.perQuantity === '1'
              ? `/ ${row.unitName}`
              : t('per', { quantity: format.number(row.perQuantity), unit: row.unitName })}
          </span>
        </>
      ),
    },
    {
      key: 'period',
      title: t('column.period'),
      width: 130,
      phone: 'hidden',
      cell: (row) => <PricePeriod from={row.validFrom} until={row.validUntil} />,
    },
  ]
  if (!hand) return columns
  return [
    ...columns,
    {
      key: 'actions',
      title: '',
      width: 84,
      align: 'end',
      cell: (row) => (
        <span className={styles.actions}>
          <button
            type="button"
            className={controls.icon}
            aria-label={t('changePrice', told(row))}
            onClick={() => hand.onEdit(row)}
          >
            <IconPencil size={18} stroke={1.6} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={controls.icon}
            aria-label={t('removePrice', told(row))}
            onClick={() => hand.onRemove(row)}
          >
            <IconTrash size={18} stroke={1.6} aria-hidden="true" />
          </button>
        </span>
      ),
    },
  ]
}
