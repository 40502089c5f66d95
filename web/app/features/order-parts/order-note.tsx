import type { Order } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import { statusTones } from './status.ts'
import './texts.ts'

/** Under an order's number: its state, payment, when and by whom it was made, and where it came from. */
export function OrderNote({ order, buyer = false }: { order: Order; buyer?: boolean }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  // "paid" is told by a comparison of sums: a role without prices need not know
  const told = [format.dateTime(order.createdAt)]
  if (order.gross) told.unshift(t(`paid.${order.paid}`))
  if (order.createdByName && order.onBehalf && order.origin === 'phone')
    told.push(t('byManager', { name: order.createdByName }))
  else {
    if (order.createdByName)
      told.push(t('by', { name: order.createdByName }) + (order.onBehalf ? ` (${t('onBehalf')})` : ''))
    told.push(t(`origin.${order.origin}`))
  }
  return (
    <>
      <Badge tone={statusTones[order.status]}>{t(`status.${order.status}`)}</Badge>{' '}
      {order.changedByErp && (
        <>
          <Badge tone="warning">{t(buyer ? 'changedBySupplier' : 'changed')}</Badge>{' '}
        </>
      )}
      {told.join(' · ')}
    </>
  )
}
