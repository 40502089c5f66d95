import type { OrderLine } from '@portal/api/orders.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { LineProgress } from './line-progress.tsx'
import styles from './order-parts.module.css'
import './texts.ts'

/**
 * Lines of an order with what became of each. What differs from what was asked for stands beside its old value; a line
 * that was taken out stays, struck through.
 */
export function OrderLines({
  lines,
  prices = true,
  nameOf = (line) => line.name,
  buyer = false,
  actions,
}: {
  lines: readonly OrderLine[]
  /** false: for a role without prices */
  prices?: boolean
  /** the name, perhaps as a link */
  nameOf?: (line: OrderLine) => ReactNode
  /** shown to the buyer, who need not know what the supplier's programs are called */
  buyer?: boolean
  /** what can be done with a line, under its progress */
  actions?: (line: OrderLine) => ReactNode
}) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  // from price lists of both kinds: each price says of which it is
  const mixed = new Set(lines.map((line) => line.priceIncludesVat)).size > 1
  const columns: (Column<OrderLine> | false)[] = [
    {
      key: 'article',
      title: t('column.article'),
      width: 148,
      oneLine: true,
      cell: (line) => (
        <span className={styles.article} title={line.article ?? undefined}>
          {line.article}
        </span>
      ),
    },
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (line) => (
        <span className={isGone(line) ? styles.gone : undefined}>
          {nameOf(line)}
          {line.partNumber && (
            <span className={styles.partNumber}>
              {t(buyer ? 'partNumber' : 'partNumberOfBuyer', { number: line.partNumber })}
            </span>
          )}
          {line.origin !== 'buyer' && (
            <span className={styles.was}>
              {t(line.origin === 'manager' ? 'addedByManager' : buyer ? 'addedBySupplier' : 'addedByErp')}
            </span>
          )}
          {line.comment && <span className={styles.comment}>{line.comment}</span>}
        </span>
      ),
    },
    {
      key: 'quantity',
      title: t('column.quantity'),
      width: 100,
      align: 'end',
      cell: (line) => (
        <>
          {format.number(line.quantity)} {line.unitName}
          {line.origin === 'buyer' && line.quantity !== line.originalQuantity && (
            <Was value={`${format.number(line.originalQuantity)} ${line.unitName}`} />
          )}
        </>
      ),
    },
    prices && {
      key: 'price',
      title: t('column.price'),
      width: 100,
      align: 'end',
      cell: (line) => (
        <>
          <MoneyText value={line.price} />
          {line.price && line.originalPrice && line.price.amount !== line.originalPrice.amount && (
            <Was value={format.money(line.originalPrice)} />
          )}
          {mixed && line.vatRate !== null && (
            <span className={styles.ofWhat}>{t(line.priceIncludesVat ? 'priceWithVat' : 'withoutVat')}</span>
          )}
        </>
      ),
    },
    prices && {
      key: 'sum',
      title: t('column.sum'),
      width: 112,
      align: 'end',
      cell: (line) => <MoneyText value={line.gross} />,
    },
    {
      key: 'progress',
      title: t('column.progress'),
      width: 190,
      phone: 'line',
      cell: (line) => (
        <>
          <LineProgress line={line} />
          {actions?.(line)}
        </>
      ),
    },
  ]
  return (
    <DataTable
      label={t('lines')}
      columns={columns.filter((column) => column !== false)}
      rows={lines}
      rowKey={(line) => line.id}
      empty={<EmptyState title={t('noLines')} />}
    />
  )
}

function isGone(line: OrderLine): boolean {
  return Number(line.quantity) === 0 || line.cancelled === line.quantity
}

function Was({ value }: { value: string }) {
  const { t } = useTranslation('order-parts')
  return <span className={styles.was}>{t('was', { value })}</span>
}
