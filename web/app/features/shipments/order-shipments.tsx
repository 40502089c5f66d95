import type { Order } from '@portal/api/orders.ts'
import {
  listOrderShipments,
  listOrderShipmentsAsOperator,
  removeShipment,
  updateShipment,
  type Shipment,
  type ShipmentStatus,
} from '@portal/api/shipments.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { toastProblem } from '../../ui/toast.tsx'
import { ShipmentCard } from './shipment-card.tsx'
import { SendDialog } from './send-dialog.tsx'
import { ShipmentDialog } from './shipment-dialog.tsx'
import styles from './shipments.module.css'
import './texts.ts'

/** The shipments of an order, as its buyer follows them. */
export function OrderShipments({ orderId, className }: { orderId: string; className: string | undefined }) {
  const { t } = useTranslation('shipments')
  const items = useQuery(queryFor(listOrderShipments, { params: { orderId } })).data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={className}>
      <h2>{t('panel')}</h2>
      {items.map((shipment) => (
        <ShipmentCard key={shipment.id} shipment={shipment} />
      ))}
    </section>
  )
}

/** The same in the back office: a manager packs, sends and marks as delivered. */
export function OfficeOrderShipments({ order, className }: { order: Order; className: string | undefined }) {
  const { t } = useTranslation('shipments')
  const shipments = useQuery(queryFor(listOrderShipmentsAsOperator, { params: { orderId: order.id } })).data
  const [edited, setEdited] = useState<Shipment | 'new' | null>(null)
  const [sent, setSent] = useState<Shipment | null>(null)
  if (!shipments) return null
  const { items, left } = shipments
  const mayPack = left.length > 0 && order.status !== 'cancelled'
  if (items.length === 0 && !mayPack) return null
  return (
    <section className={className}>
      <h2>{t('panel')}</h2>
      {items.length === 0 && <p className={styles.soft}>{t('none')}</p>}
      {items.map((shipment) => (
        <ShipmentCard key={shipment.id} shipment={shipment}>
          <Steps shipment={shipment} onEdit={() => setEdited(shipment)} onSend={() => setSent(shipment)} />
        </ShipmentCard>
      ))}
      {mayPack && (
        <button type="button" className={controls.button} onClick={() => setEdited('new')}>
          {t('pack')}
        </button>
      )}
      {edited && (
        <ShipmentDialog
          order={order}
          left={left}
          shipment={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {sent && <SendDialog shipment={sent} onClose={() => setSent(null)} />}
    </section>
  )
}

function Steps({ shipment, onEdit, onSend }: { shipment: Shipment; onEdit: () => void; onSend: () => void }) {
  const { t } = useTranslation('shipments')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { shipmentId: shipment.id }
  const settled = {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
    onError: (error: unknown) => toastProblem(problemText(error)),
  }
  const move = useMutation({
    mutationFn: (status: ShipmentStatus) => call(updateShipment, { params, body: { status } }),
    ...settled,
  })
  const unpack = useMutation({ mutationFn: () => call(removeShipment, { params }), ...settled })
  const busy = move.isPending || unpack.isPending
  const button = (label: string, run: () => void) => (
    <button type="button" className={`${controls.button} ${controls.compact}`} disabled={busy} onClick={run}>
      {label}
    </button>
  )
  if (shipment.status === 'delivered') return null
  return (
    <div className={styles.actions}>
      {shipment.status === 'packing'
        ? button(t('toWay'), onSend)
        : button(t('toDelivered'), () => move.mutate('delivered'))}
      {button(t('change'), onEdit)}
      {shipment.status === 'packing' && button(t('takeBack'), () => unpack.mutate())}
    </div>
  )
}
