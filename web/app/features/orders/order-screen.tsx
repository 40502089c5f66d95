import { cancelOrder, getOrder, repeatOrder, type Order } from '@portal/api/orders.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { OrderHistory } from '../office-orders/order-history.tsx'
import { OrderLines } from '../office-orders/order-screen.tsx'
import { statusTones } from '../office-orders/order-table.tsx'
import styles from '../office-orders/orders.module.css'

/** One order of the buyer: every line to delivery, what the supplier changed, and the way to order it again. */
export function OrderScreen({ orderId }: { orderId: string }) {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  const read = useQuery(queryFor(getOrder, { params: { orderId } }))
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton lines={14} />
  const order = read.data
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

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation('office-orders')
  const format = useFormat()
  const facts: [string, string | null][] = [
    [t('facts.contract'), order.contractNumber],
    [t('facts.delivery'), order.deliveryAddress ?? order.deliveryPointName],
    [t('facts.consignee'), order.consignee],
    [t('facts.po'), order.poNumber],
    [t('facts.wanted'), order.wantedOn && format.date(order.wantedOn)],
    [t('facts.absent'), t(`absent.${order.absentChoice}`)],
    [t('facts.comment'), order.comment],
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
  const [report, setReport] = useState<OutputOf<typeof repeatOrder> | null>(null)
  const params = { orderId: order.id }
  const onError = (error: Error) => toastProblem(problemText(error))
  const repeat = useMutation({
    mutationFn: () => call(repeatOrder, { params }),
    onSuccess: async (made) => {
      setReport(made)
      await queries.invalidateQueries({ queryKey: ['carts'] })
    },
    onError,
  })
  const cancel = useMutation({
    mutationFn: () => call(cancelOrder, { params, body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
    onError,
  })
  return (
    <>
      {order.abilities.cancel && (
        <button
          type="button"
          className={`${controls.button} ${controls.danger}`}
          disabled={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {t('cancelOwn')}
        </button>
      )}
      {order.abilities.repeat && (
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          disabled={repeat.isPending}
          onClick={() => repeat.mutate()}
        >
          {t('repeat')}
        </button>
      )}
      {report && (
        <Dialog
          opened
          size="lg"
          onClose={() => setReport(null)}
          title={t('repeated', { name: report.cartName })}
          actions={
            <Link className={`${controls.button} ${controls.primary}`} to={`/carts/${report.cartId}`}>
              {t('openCart')}
            </Link>
          }
        >
          <ul>
            {report.lines.map((line) => (
              <li key={line.lineId}>
                <code>{line.article}</code> {line.name} — {t(`repeatOutcome.${line.outcome}`)}
                {line.analogName && ` (${line.analogName})`}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}
