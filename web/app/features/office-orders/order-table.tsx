import type { OrderSummary } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import './texts.ts'

export const statusTones: Record<OrderSummary['status'], Tone> = {
  new: 'warning',
  confirmed: 'accent',
  in_work: 'accent',
  partly_shipped: 'accent',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'neutral',
}

/** Orders as the operator lists them; for a buyer, below `/orders`, without the column of customers. */
export function OrderTable({
  below = '/office/orders',
  ...props
}: Pick<DataTableProps<OrderSummary>, 'rows' | 'empty' | 'error' | 'onRetry' | 'busy'> & {
  below?: '/office/orders' | '/orders'
}) {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  const columns: Column<OrderSummary>[] = [
    {
      key: 'number',
      title: t('column.number'),
      width: 90,
      main: true,
      cell: (order) => <Link to={`${below}/${order.id}`}>{order.number}</Link>,
    },
    {
      key: 'created',
      title: t('column.created'),
      width: 130,
      cell: (order) => format.dateTime(order.createdAt),
    },
    { key: 'company', title: t('column.company'), oneLine: true, cell: (order) => order.companyName },
    {
      key: 'contract',
      title: t('column.contract'),
      width: 120,
      oneLine: true,
      phone: 'hidden',
      cell: (order) => order.contractNumber,
    },
    {
      key: 'po',
      title: t('column.po'),
      width: 120,
      oneLine: true,
      phone: 'hidden',
      cell: (order) => order.poNumber,
    },
    {
      key: 'status',
      title: t('column.status'),
      width: 170,
      cell: (order) => <Badge tone={statusTones[order.status]}>{t(`status.${order.status}`)}</Badge>,
    },
    {
      key: 'origin',
      title: t('column.origin'),
      width: 130,
      phone: 'hidden',
      cell: (order) =>
        order.changedByErp ? <Badge tone="warning">{t('changed')}</Badge> : t(`origin.${order.origin}`),
    },
    {
      key: 'paid',
      title: t('column.paid'),
      width: 130,
      phone: 'hidden',
      cell: (order) => t(`paid.${order.paid}`),
    },
    {
      key: 'lines',
      title: t('column.lines'),
      width: 70,
      align: 'end',
      phone: 'hidden',
      cell: (order) => format.number(order.lineCount),
    },
    {
      key: 'gross',
      title: t('column.gross'),
      width: 150,
      align: 'end',
      cell: (order) => <MoneyText value={order.gross} />,
    },
  ]
  return (
    <DataTable
      {...props}
      label={t('title')}
      columns={columns}
      rowKey={(order) => order.id}
      rowLink={(order) => `${below}/${order.id}`}
    />
  )
}
