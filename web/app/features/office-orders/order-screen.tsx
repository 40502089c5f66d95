import { startActing } from '@portal/api/identity.ts'
import {
  cancelOrderAsOperator,
  confirmOrder,
  getOrderAsOperator,
  type Order,
  type OrderLine,
} from '@portal/api/orders.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { LineProgress } from './line-progress.tsx'
import { OrderHistory } from './order-history.tsx'
import { statusTones } from './order-table.tsx'
import styles from './orders.module.css'

export function OrderScreen({ orderId }: { orderId: string }) {
  const order = useQuery(queryFor(getOrderAsOperator, { params: { orderId } }))
  if (order.error) return <ErrorState error={order.error} onRetry={() => void order.refetch()} />
  if (!order.data) return <Skeleton lines={14} />
  return <OrderPage order={order.data} />
}

function OrderPage({ order }: { order: Order }) {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  return (
    <>
      <title>{t('order', { number: order.number })}</title>
      <PageHeader
        title={t('order', { number: order.number })}
        note={
          <>
            <Badge tone={statusTones[order.status]}>{t(`status.${order.status}`)}</Badge>{' '}
            {t(`paid.${order.paid}`)} · {format.dateTime(order.createdAt)}
            {order.createdByName && ` · ${t('by', { name: order.createdByName })}`}
            {order.onBehalf && ` (${t('onBehalf')})`} · {t(`origin.${order.origin}`)}
          </>
        }
      >
        <Actions order={order} />
      </PageHeader>
      <div className={styles.grid}>
        <section className={styles.panel}>
          <h2>{t('lines')}</h2>
          <OrderLines lines={order.lines} />
          <dl className={styles.totals}>
            <dt>{t('net')}</dt>
            <dd>
              <MoneyText value={order.net} />
            </dd>
            <dt>{t('vatSum')}</dt>
            <dd>
              <MoneyText value={order.vat} />
            </dd>
            <dt>{t('total')}</dt>
            <dd>
              <b>
                <MoneyText value={order.gross} />
              </b>
            </dd>
          </dl>
        </section>
        <div style={{ display: 'grid', gap: 24 }}>
          <section className={styles.panel}>
            <Facts order={order} />
          </section>
          <section className={styles.panel}>
            <h2>{t('history')}</h2>
            <OrderHistory events={order.events} />
          </section>
        </div>
      </div>
    </>
  )
}

export function OrderLines({ lines }: { lines: readonly OrderLine[] }) {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  const columns: Column<OrderLine>[] = [
    {
      key: 'article',
      title: t('column.article'),
      width: 150,
      oneLine: true,
      cell: (line) => <code>{line.article}</code>,
    },
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (line) => (
        <>
          {line.name}
          {line.origin === 'erp' && <span className={styles.was}>{t('addedByErp')}</span>}
        </>
      ),
    },
    {
      key: 'quantity',
      title: t('column.quantity'),
      width: 130,
      align: 'end',
      cell: (line) => (
        <>
          {format.number(line.quantity)} {line.unitName}
          {line.quantity !== line.originalQuantity && line.origin !== 'erp' && (
            <span className={styles.was}>{t('was', { value: format.number(line.originalQuantity) })}</span>
          )}
        </>
      ),
    },
    {
      key: 'price',
      title: t('column.price'),
      width: 120,
      align: 'end',
      cell: (line) => (
        <>
          <MoneyText value={line.price} />
          {line.price && line.originalPrice && line.price.amount !== line.originalPrice.amount && (
            <span className={styles.was}>{t('was', { value: format.money(line.originalPrice) })}</span>
          )}
        </>
      ),
    },
    {
      key: 'sum',
      title: t('column.sum'),
      width: 130,
      align: 'end',
      cell: (line) => <MoneyText value={line.gross} />,
    },
    {
      key: 'progress',
      title: t('column.progress'),
      width: 190,
      cell: (line) => <LineProgress line={line} />,
    },
  ]
  return (
    <DataTable
      label={t('lines')}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.id}
      empty={<EmptyState title={t('empty')} />}
    />
  )
}

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  const erp = order.erp
    ? [
        order.erp.number && t('facts.erpNumber', { number: order.erp.number }),
        order.erp.takenAt && t('facts.taken', { at: format.dateTime(order.erp.takenAt) }),
      ]
        .filter(Boolean)
        .join(', ')
    : t('facts.notTaken')
  const facts: [string, React.ReactNode][] = [
    [
      t('facts.company'),
      <Link key="company" to={`/office/customers/${order.companyId}`}>
        {order.companyName}
      </Link>,
    ],
    [
      t('facts.contract'),
      <Link key="contract" to={`/office/contracts/${order.contractId}`}>
        {order.contractNumber}
      </Link>,
    ],
    [t('facts.delivery'), order.deliveryAddress ?? order.deliveryPointName],
    [t('facts.consignee'), order.consignee],
    [t('facts.po'), order.poNumber],
    [t('facts.wanted'), order.wantedOn && format.date(order.wantedOn)],
    [t('facts.absent'), t(`absent.${order.absentChoice}`)],
    [t('facts.comment'), order.comment],
    [t('facts.erp'), erp],
    [
      t('facts.siblings'),
      order.siblings.length > 0 &&
        order.siblings.map((one) => (
          <Link key={one.id} to={`/office/orders/${one.id}`}>
            {one.number}{' '}
          </Link>
        )),
    ],
  ]
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Actions({ order }: { order: Order }) {
  const { t } = useTranslation('office-orders')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mayAct = useOperatorPermission('buyers.act_as')
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const params = { orderId: order.id }
  const done = () => queries.invalidateQueries({ queryKey: ['orders'] })
  const failed = (error: unknown) => toastProblem(problemText(error))
  const confirm = useMutation({
    mutationFn: () => call(confirmOrder, { params }),
    onSuccess: done,
    onError: failed,
  })
  const cancel = useMutation({
    mutationFn: () => call(cancelOrderAsOperator, { params, body: { reason: reason.trim() || null } }),
    onSuccess: () => {
      setAsking(false)
      return done()
    },
    onError: failed,
  })
  const preview = useMutation({
    mutationFn: () =>
      call(startActing, {
        body: { companyId: order.companyId, contractId: order.contractId, mode: 'preview' },
      }),
    onSuccess: () => window.location.assign('/catalogue'),
    onError: failed,
  })
  return (
    <>
      {mayAct && (
        <button
          type="button"
          className={controls.button}
          disabled={preview.isPending}
          onClick={() => preview.mutate()}
        >
          {t('asCustomer')}
        </button>
      )}
      {order.abilities.cancel && (
        <button
          type="button"
          className={`${controls.button} ${controls.danger}`}
          onClick={() => setAsking(true)}
        >
          {t('cancelOrder')}
        </button>
      )}
      {order.abilities.confirm && (
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          disabled={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {t('confirm')}
        </button>
      )}
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('cancelOrder')}
        actions={
          <>
            <button type="button" className={controls.button} onClick={() => setAsking(false)}>
              {t('keep')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.danger}`}
              disabled={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              {t('cancelOrder')}
            </button>
          </>
        }
      >
        <label className={controls.field}>
          <span className={controls.label}>{t('cancelReason')}</span>
          <textarea
            className={controls.input}
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <span className={controls.hint}>{t('cancelText')}</span>
        </label>
      </Dialog>
    </>
  )
}
