import { startActing } from '@portal/api/identity.ts'
import { cancelOrderAsOperator, confirmOrder, getOrderAsOperator, type Order } from '@portal/api/orders.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { FactList } from '../order-parts/fact-list.tsx'
import { OrderHistory } from '../order-parts/order-history.tsx'
import { OrderLines } from '../order-parts/order-lines.tsx'
import { OrderNote } from '../order-parts/order-note.tsx'
import { OrderSteps } from '../order-parts/order-steps.tsx'
import { OrderTotals } from '../order-parts/order-totals.tsx'
import { OfficeOrderShipments } from '../shipments/order-shipments.tsx'
import styles from '../order-parts/order-parts.module.css'
import { CancelAsked } from '../waiting/cancel-asked.tsx'
import { Prepayment } from './prepayment.tsx'
import './texts.ts'

export function OrderScreen({ orderId }: { orderId: string }) {
  const order = useQuery(queryFor(getOrderAsOperator, { params: { orderId } }))
  if (isLost(order)) return <ErrorState error={order.error} onRetry={() => void order.refetch()} />
  if (!order.data) return <Skeleton lines={14} />
  return <OrderPage order={order.data} />
}

function OrderPage({ order }: { order: Order }) {
  const { t } = useTranslation('order-parts')
  return (
    <>
      <title>{t('order', { number: order.number })}</title>
      <PageHeader title={t('order', { number: order.number })} note={<OrderNote order={order} />}>
        <Actions order={order} />
      </PageHeader>
      <OrderSteps order={order} />
      <Prepayment order={order} />
      <div className={styles.grid}>
        <section className={styles.panel}>
          <h2>{t('lines')}</h2>
          <OrderLines
            lines={order.lines}
            actions={(line) =>
              line.cancelAsked !== '0' && (
                <CancelAsked
                  line={{ lineId: line.id, orderId: order.id, cancelAsked: line.cancelAsked }}
                  unit={line.unitName}
                />
              )
            }
          />
          <OrderTotals order={order} />
        </section>
        <div style={{ display: 'grid', gap: 24 }}>
          <OfficeOrderShipments order={order} className={styles.panel} />
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

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation('order-parts')
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
    [
      t('facts.absent'),
      order.absentUntil
        ? t('absentUntil', { date: format.date(order.absentUntil) })
        : t(`absent.${order.absentChoice}`),
    ],
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
  return <FactList facts={facts} />
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
