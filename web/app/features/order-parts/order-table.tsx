import type { OrderSummary } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { statusTones } from './status.ts'
import './texts.ts'

/** What the columns of a list of orders say; the same for the screen and for a file. */
export function useOrderColumns({
  below,
  company,
  prices,
}: {
  below: '/office/orders' | '/orders'
  /** whose they are: of no interest to the company itself */
  company: boolean
  prices: boolean
}): readonly Column<OrderSummary>[] {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  const columns: (Column<OrderSummary> | false)[] = [
    {
      key: 'number',
      title: t('column.number'),
      width: 72,
      main: true,
      cell: (order) => <Link to={`${below}/${order.id}`}>{order.number}</Link>,
      text: (order) => order.number,
    },
    {
      key: 'created',
      title: t('column.created'),
      width: 152,
      oneLine: true,
      cell: (order) => format.dateTime(order.createdAt),
      text: (order) => format.dateTime(order.createdAt),
    },
    company && {
      key: 'company',
      title: t('column.company'),
      oneLine: true,
      cell: (order) => order.companyName,
      text: (order) => order.companyName,
    },
    {
      key: 'contract',
      title: t('column.contract'),
      ...(company ? { width: 96 } : {}),
      oneLine: true,
      phone: 'hidden',
      cell: (order) => (company ? order.contractNumber : `${order.contractNumber} · ${order.sellerName}`),
      text: (order) => order.contractNumber,
    },
    {
      key: 'po',
      title: t(company ? 'column.po' : 'column.ownPo'),
      width: 96,
      oneLine: true,
      phone: 'hidden',
      cell: (order) => order.poNumber,
      text: (order) => order.poNumber ?? '',
    },
    {
      key: 'status',
      title: t('column.status'),
      width: 146,
      cell: (order) => <Badge tone={statusTones[order.status]}>{t(`status.${order.status}`)}</Badge>,
      text: (order) => t(`status.${order.status}`),
    },
    {
      key: 'origin',
      title: t('column.origin'),
      width: 130,
      phone: 'hidden',
      cell: (order) =>
        order.changedByErp ? (
          <Badge tone="warning">{t(company ? 'changed' : 'changedBySupplier')}</Badge>
        ) : order.onBehalf && order.createdByName ? (
          t('originBy', { origin: t(`origin.${order.origin}`), name: order.createdByName })
        ) : (
          t(`origin.${order.origin}`)
        ),
      text: (order) => t(`origin.${order.origin}`),
    },
    prices && {
      key: 'paid',
      title: t('column.paid'),
      width: 108,
      phone: 'hidden',
      cell: (order) => t(`paid.${order.paid}`),
      text: (order) => t(`paid.${order.paid}`),
    },
    {
      key: 'lines',
      title: t('column.lines'),
      width: 60,
      align: 'end',
      phone: 'hidden',
      cell: (order) => format.number(order.lineCount),
      text: (order) => String(order.lineCount),
    },
    prices && {
      key: 'gross',
      title: t('column.gross'),
      width: 128,
      align: 'end',
      cell: (order) => <MoneyText value={order.gross} />,
      text: (order) => (order.gross ? format.typed(order.gross.amount) : ''),
    },
  ]
  return columns.filter((column) => column !== false)
}

/** Orders as a list: the operator's, with customers, or a buyer's own below `/orders`. */
export function OrderTable({
  below = '/office/orders',
  prices = true,
  short = false,
  ...props
}: Pick<DataTableProps<OrderSummary>, 'rows' | 'empty' | 'error' | 'onRetry' | 'busy' | 'skeletonRows'> & {
  below?: '/office/orders' | '/orders'
  prices?: boolean
  /** beside other things: only what tells one order from another */
  short?: boolean
}) {
  const { t } = useTranslation('order-parts')
  const all = useOrderColumns({ below, company: below === '/office/orders', prices })
  const columns = short ? all.filter(({ key }) => !['paid', 'lines'].includes(key)) : all
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
