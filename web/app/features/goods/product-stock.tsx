import type { ProductDetails } from '@portal/api/goods.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './goods.module.css'

type Row = ProductDetails['stockByWarehouse'][number]

/** Stock by warehouse with the moment that it is of, and what is on its way. */
export function ProductStock({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const figure = (key: 'quantity' | 'reserved' | 'free'): Column<Row> => ({
    key,
    title: t(`warehouse.${key}`),
    width: 110,
    align: 'end',
    phone: 'labelled',
    cell: (row) => (key === 'free' ? <b>{format.number(row.free)}</b> : format.number(row[key])),
  })
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('warehouse.name'),
      main: true,
      cell: (row) => (
        <>
          {row.warehouseName} {!row.active && <Badge>{t('warehouse.off')}</Badge>}
        </>
      ),
    },
    figure('quantity'),
    figure('reserved'),
    figure('free'),
    {
      key: 'asOf',
      title: t('warehouse.asOf'),
      width: 150,
      phone: 'labelled',
      cell: (row) => format.dateTime(row.asOf),
    },
  ]
  return (
    <div className={styles.list}>
      <DataTable
        label={t('stock')}
        columns={columns}
        rows={product.stockByWarehouse}
        rowKey={(row) => row.warehouseId}
        empty={<EmptyState title={t('noStock')} />}
      />
      {product.inTransit.length > 0 && (
        <ul className={styles.list}>
          {product.inTransit.map((lot) => (
            <li key={lot.id}>
              {t('warehouse.expected', {
                date: format.date(lot.expectedOn),
                quantity: format.number(lot.quantity),
                unit: product.unitName,
                warehouse: lot.warehouseName,
              })}{' '}
              {!lot.confirmed && <span className={styles.soft}>{t('warehouse.unconfirmed')}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
