import { listFixedPrices, removeFixedPrice, type Contract, type FixedPrice } from '@portal/api/contracts.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { quantityLeft } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { setContractVolumeDiscounts } from '@portal/api/price-terms.ts'
import { Badge } from '../../ui/badge.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { VolumeDiscounts } from '../price-terms/volume-discounts.tsx'
import { CategoryDiscounts } from './category-discounts.tsx'
import { FixPriceDialog } from './fix-price-dialog.tsx'
import { FixRowsDialog } from './fix-rows-dialog.tsx'
import { usePeriodText } from './use-period-text.ts'
import styles from './contracts.module.css'

/** Prices fixed for products, and discounts for categories. */
export function PricesTab({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const queries = useQueryClient()
  const mayChange = useOperatorPermission('contracts.manage')
  const [filter, setFilter] = useUrlState({ product: '' })
  const [dialog, setDialog] = useState<'one' | 'rows' | null>(null)
  const prices = usePages(listFixedPrices, {
    params: { contractId: contract.id },
    query: { search: filter.product },
  })
  return (
    <>
      <section className={styles.block}>
        <h2>{t('price.fixed')}</h2>
        <p className={styles.soft}>{t('price.fixedHint')}</p>
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
                onClick={() => setDialog('one')}
              >
                {t('price.add')}
              </button>
            </>
          )}
        </div>
        <DataTable
          label={t('price.fixed')}
          columns={useColumns(contract, mayChange)}
          {...prices.table}
          rowKey={(row) => row.id}
          empty={
            filter.product ? (
              <EmptyState title={t('nothingFound')} />
            ) : (
              <EmptyState title={t('price.empty')}>{t('price.emptyHint')}</EmptyState>
            )
          }
        />
        <MorePages of={prices.query} />
      </section>
      <CategoryDiscounts contract={contract} mayChange={mayChange} />
      <div className={styles.form}>
        <VolumeDiscounts
          rules={contract.volumeDiscounts}
          currency={contract.currency}
          editable={mayChange}
          onSave={async (rules) => {
            const body = { rules, seen: contract.volumeDiscounts }
            try {
              await call(setContractVolumeDiscounts, { params: { contractId: contract.id }, body })
            } finally {
              // refused because somebody else was faster: his rules are shown
              await queries.invalidateQueries({ queryKey: ['terms'] })
            }
          }}
        />
      </div>
      {dialog === 'one' && <FixPriceDialog contract={contract} onClose={() => setDialog(null)} />}
      {dialog === 'rows' && <FixRowsDialog contract={contract} onClose={() => setDialog(null)} />}
    </>
  )
}

function useColumns(contract: Contract, mayChange: boolean): Column<FixedPrice>[] {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const periodText = usePeriodText()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (fixedPriceId: string) =>
      call(removeFixedPrice, { params: { contractId: contract.id, fixedPriceId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  return [
    { key: 'article', title: t('price.column.article'), width: 150, cell: ({ article }) => article },
    { key: 'name', title: t('price.column.name'), main: true, cell: ({ productName }) => productName },
    { key: 'unit', title: t('price.column.unit'), width: 90, cell: ({ unitName }) => unitName },
    {
      key: 'price',
      title: t('price.column.price'),
      width: 150,
      align: 'end',
      cell: ({ price, floor }) => (
        <>
          <MoneyText value={price} />
          {floor && <Badge tone="warning">{t('price.belowFloor', { floor: format.money(floor) })}</Badge>}
        </>
      ),
    },
    { key: 'dates', title: t('price.column.dates'), width: 190, phone: 'hidden', cell: periodText },
    {
      key: 'quantity',
      title: t('price.column.quantity'),
      width: 150,
      align: 'end',
      phone: 'labelled',
      cell: ({ contractedQuantity }) => format.number(contractedQuantity),
    },
    {
      key: 'drawn',
      title: t('price.column.drawn'),
      width: 100,
      align: 'end',
      phone: 'labelled',
      cell: ({ contractedQuantity, drawnQuantity }) =>
        contractedQuantity === null ? '' : format.number(drawnQuantity),
    },
    {
      key: 'left',
      title: t('price.column.left'),
      width: 100,
      align: 'end',
      phone: 'labelled',
      cell: ({ contractedQuantity, drawnQuantity }) =>
        contractedQuantity === null ? '' : format.number(quantityLeft(contractedQuantity, drawnQuantity)),
    },
    ...(mayChange
      ? [
          {
            key: 'remove',
            title: '',
            width: 52,
            cell: ({ id, productName }: FixedPrice) => (
              <button
                type="button"
                className={controls.icon}
                aria-label={t('remove', { name: productName })}
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
