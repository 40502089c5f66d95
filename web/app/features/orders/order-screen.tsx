import { getOrder, type Order, type OrderLine } from '@portal/api/orders.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem, queryFor } from '../../lib/api.ts'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { productPath } from '../offer/product-path.ts'
import { FactList } from '../order-parts/fact-list.tsx'
import { OrderHistory } from '../order-parts/order-history.tsx'
import { OrderLines } from '../order-parts/order-lines.tsx'
import { OrderNote } from '../order-parts/order-note.tsx'
import { OrderSteps } from '../order-parts/order-steps.tsx'
import { OrderTotals } from '../order-parts/order-totals.tsx'
import { PrepaymentNote } from '../order-parts/prepayment-note.tsx'
import { CancelWaiting } from './cancel-waiting.tsx'
import { OrderShipments } from '../shipments/order-shipments.tsx'
import { OrderActions } from './order-actions.tsx'
import styles from './orders.module.css'
import './texts.ts'

/** One order of the buyer: every line to delivery, what the supplier changed, and the way to order it again. */
export function OrderScreen({ orderId }: { orderId: string }) {
  const order = useQuery(queryFor(getOrder, { params: { orderId } }))
  // before what was read earlier: a switch of the company may take the order away
  if (order.error instanceof ApiProblem && order.error.code === 'not_found') return <NotThere />
  if (order.data) return <OrderPage order={order.data} />
  if (order.error) return <ErrorState error={order.error} onRetry={() => void order.refetch()} />
  return <Skeleton lines={14} />
}

function OrderPage({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'order-parts', 'common'])
  const prices = usePermission('prices.view')
  const title = t('order-parts:order', { number: order.number })
  return (
    <>
      <title>{`${title} · ${t('common:brand')}`}</title>
      <PageHeader title={title} note={<OrderNote order={order} buyer />}>
        <OrderActions order={order} />
      </PageHeader>
      <OrderSteps order={order} />
      {order.changedByErp && (
        <p className={styles.notice} role="note">
          {t('changedNote')}
        </p>
      )}
      <PrepaymentNote prepayment={order.prepayment} hint={t('prepaymentHint')} />
      <div className={styles.grid}>
        <section className={styles.panel}>
          <h2>{t('order-parts:lines')}</h2>
          <OrderLines
            lines={order.lines}
            prices={prices}
            nameOf={nameOf}
            buyer
            actions={(line) => <CancelWaiting order={order} line={line} />}
          />
          <OrderTotals order={order} />
        </section>
        <div className={styles.side}>
          <OrderShipments orderId={order.id} className={styles.panel} />
          <section className={styles.panel}>
            <h2>{t('about')}</h2>
            <Facts order={order} />
          </section>
          <section className={styles.panel}>
            <h2>{t('order-parts:history')}</h2>
            <OrderHistory events={order.events} />
          </section>
        </div>
      </div>
    </>
  )
}

/** A product that is offered no more has no page to go to. */
function nameOf(line: OrderLine) {
  return line.slug ? (
    <Link to={productPath(line.slug)} className={styles.name}>
      {line.name}
    </Link>
  ) : (
    line.name
  )
}

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'order-parts'])
  const format = useFormat()
  return (
    <FactList
      facts={[
        [t('ownNumber'), order.poNumber],
        [t('order-parts:facts.contract'), `${order.contractNumber}, ${order.sellerName}`],
        [t('order-parts:facts.delivery'), order.deliveryAddress ?? order.deliveryPointName],
        [t('order-parts:facts.consignee'), order.consignee],
        [t('order-parts:facts.wanted'), order.wantedOn && format.date(order.wantedOn)],
        [
          t('order-parts:facts.absent'),
          order.absentUntil
            ? t('order-parts:absentUntil', { date: format.date(order.absentUntil) })
            : t(`order-parts:absent.${order.absentChoice}`),
        ],
        [t('order-parts:facts.comment'), order.comment],
        [t('supplierNumber'), order.erp?.number],
        [
          t('shippedSum'),
          order.status === 'partly_shipped' && order.shippedSum && format.money(order.shippedSum),
        ],
        [t('paidSum'), order.paidAmount && order.paid === 'partly' && format.money(order.paidAmount)],
        [
          t('order-parts:facts.siblings'),
          order.siblings.length > 0 &&
            order.siblings.map(({ id, number, sellerName }) => (
              <Link key={id} to={`/orders/${id}`} title={sellerName}>
                {number}{' '}
              </Link>
            )),
        ],
      ]}
    />
  )
}

function NotThere() {
  const { t } = useTranslation('orders')
  return (
    <EmptyState title={t('absent.title')}>
      <p>{t('absent.text')}</p>
      <p className={styles.way}>
        <Link className={`${controls.button} ${controls.primary}`} to="/orders">
          {t('absent.all')}
        </Link>
      </p>
    </EmptyState>
  )
}
