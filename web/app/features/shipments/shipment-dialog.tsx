import type { Order } from '@portal/api/orders.ts'
import { createShipment, updateShipment, type Shipment } from '@portal/api/shipments.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './shipments.module.css'
import './texts.ts'

/** What goes into a new shipment, and with whom and when it goes; of one that is there, only the latter. */
export function ShipmentDialog({
  order,
  left,
  shipment,
  onClose,
}: {
  order: Order
  left: readonly { orderLineId: string; quantity: string }[]
  shipment: Shipment | null
  onClose: () => void
}) {
  const { t } = useTranslation('shipments')
  const format = useFormat()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(left.map(({ orderLineId, quantity }) => [orderLineId, format.typed(quantity)])),
  )
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim() || null
      const body = {
        carrier: text('carrier'),
        trackingNumber: text('tracking'),
        trackingUrl: text('link'),
        packages: text('packages') === null ? null : Number(text('packages')),
        plannedOn: text('planned'),
      }
      if (shipment) return call(updateShipment, { params: { shipmentId: shipment.id }, body })
      const lines = left.flatMap(({ orderLineId }) => {
        const quantity = readQuantity(typed[orderLineId] ?? '')
        return quantity && Number(quantity) > 0 ? [{ orderLineId, quantity }] : []
      })
      return call(createShipment, { params: { orderId: order.id }, body: { ...body, lines } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] })
      onClose()
    },
  })
  const lines = new Map(order.lines.map((line) => [line.id, line]))
  const tooMuch =
    save.error instanceof ApiProblem && Object.values(save.error.fields).includes('more_than_open')
  return (
    <FormDialog
      title={shipment ? t('form.edit', { number: shipment.number }) : t('form.create')}
      size="lg"
      busy={save.isPending}
      error={save.error}
      problem={tooMuch ? t('form.tooMuch') : undefined}
      onSubmit={save.mutate}
      onClose={onClose}
    >
      {!shipment && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('form.line')}</th>
              <th scope="col" className={styles.end}>
                {t('form.left')}
              </th>
              <th scope="col" className={styles.end}>
                {t('form.quantity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {left.map(({ orderLineId, quantity }) => {
              const line = lines.get(orderLineId)
              return (
                <tr key={orderLineId}>
                  <td>{line?.name}</td>
                  <td className={styles.end}>
                    {format.number(quantity)} {line?.unitName}
                  </td>
                  <td className={styles.end}>
                    <input
                      className={controls.input}
                      inputMode="decimal"
                      maxLength={20}
                      aria-label={t('form.quantityOf', { name: line?.name ?? '' })}
                      value={typed[orderLineId] ?? ''}
                      onChange={(event) => setTyped({ ...typed, [orderLineId]: event.target.value })}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <Pair>
        <TextField
          label={t('form.carrier')}
          name="carrier"
          maxLength={200}
          defaultValue={shipment?.carrier ?? ''}
        />
        <TextField
          label={t('form.planned')}
          name="planned"
          type="date"
          defaultValue={shipment?.plannedOn ?? ''}
        />
        <TextField
          label={t('form.tracking')}
          name="tracking"
          maxLength={100}
          defaultValue={shipment?.trackingNumber ?? ''}
        />
        <TextField
          label={t('form.packages')}
          name="packages"
          type="number"
          min={1}
          max={10000}
          defaultValue={shipment?.packages ?? ''}
        />
      </Pair>
      <TextField
        label={t('form.link')}
        name="link"
        type="url"
        maxLength={500}
        defaultValue={shipment?.trackingUrl ?? ''}
      />
    </FormDialog>
  )
}
