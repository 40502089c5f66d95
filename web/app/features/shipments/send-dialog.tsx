import { updateShipment, type Shipment } from '@portal/api/shipments.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import './texts.ts'

/** Says that a shipment has gone, and when: the rate of that day is the one that its VAT is billed at. */
export function SendDialog({ shipment, onClose }: { shipment: Shipment; onClose: () => void }) {
  const { t } = useTranslation('shipments')
  const queries = useQueryClient()
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const send = useMutation({
    mutationFn: (form: FormData) => {
      const day = String(form.get('shippedOn') ?? '')
      return call(updateShipment, {
        params: { shipmentId: shipment.id },
        // today is the server's to say: its seller may live in another zone
        body: { status: 'on_way', ...(day !== '' && day !== today && { shippedOn: day }) },
      })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] })
      onClose()
    },
  })
  const inFuture = send.error instanceof ApiProblem && send.error.fields['shippedOn'] === 'in_future'
  return (
    <FormDialog
      title={t('send.title', { number: shipment.number })}
      action={t('send.do')}
      busy={send.isPending}
      error={send.error}
      problem={inFuture ? null : undefined}
      onSubmit={send.mutate}
      onClose={onClose}
    >
      <TextField
        label={t('form.shippedOn')}
        name="shippedOn"
        type="date"
        required
        max={today}
        defaultValue={today}
        hint={t('form.shippedOnHint')}
        error={inFuture ? t('send.future') : undefined}
      />
    </FormDialog>
  )
}
