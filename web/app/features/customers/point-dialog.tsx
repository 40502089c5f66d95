import { addDeliveryPoint, updateDeliveryPoint } from '@portal/api/my-company.ts'
import {
  addDeliveryPointAsOperator,
  updateDeliveryPointAsOperator,
  type DeliveryPoint,
} from '@portal/api/organizations.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './customers.module.css'
import './texts.ts'

/** Adds a delivery point, or changes one: also closes it for new orders. */
export function PointDialog({
  companyId,
  point,
  onClose,
}: {
  companyId: string | undefined
  point: DeliveryPoint | undefined
  onClose: () => void
}) {
  const { t } = useTranslation(['customers', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim()
      const body = {
        name: text('name'),
        address: text('address'),
        consignee: text('consignee') || null,
        contactName: text('contactName') || null,
        contactPhone: text('contactPhone') || null,
        note: text('note') || null,
        isDefault: form.get('isDefault') === 'on',
      }
      if (!point)
        return companyId
          ? call(addDeliveryPointAsOperator, { params: { companyId }, body })
          : call(addDeliveryPoint, { body })
      const params = { deliveryPointId: point.id }
      const changed = { ...body, active: form.get('active') === 'on' }
      return companyId
        ? call(updateDeliveryPointAsOperator, { params: { companyId, ...params }, body: changed })
        : call(updateDeliveryPoint, { params, body: changed })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!save.isPending) save.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={point ? t('points.changeTitle', { name: point.name }) : t('points.newTitle')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="point"
            className={`${controls.button} ${controls.primary}`}
            disabled={save.isPending}
          >
            {t('save', { ns: 'common' })}
          </button>
        </>
      }
    >
      <form id="point" className={styles.form} onSubmit={submit}>
        <TextField label={t('points.name')} name="name" required maxLength={300} defaultValue={point?.name} />
        <TextField
          label={t('points.address')}
          name="address"
          required
          minLength={3}
          maxLength={500}
          defaultValue={point?.address}
        />
        <TextField
          label={t('points.consignee')}
          name="consignee"
          maxLength={300}
          defaultValue={point?.consignee ?? ''}
        />
        <div className={styles.columns}>
          <TextField
            label={t('points.contactName')}
            name="contactName"
            maxLength={200}
            defaultValue={point?.contactName ?? ''}
          />
          <TextField
            label={t('points.contactPhone')}
            name="contactPhone"
            type="tel"
            maxLength={50}
            defaultValue={point?.contactPhone ?? ''}
          />
        </div>
        <label className={controls.field}>
          <span className={controls.label}>{t('points.note')}</span>
          <textarea
            className={controls.input}
            name="note"
            rows={2}
            maxLength={1000}
            defaultValue={point?.note ?? ''}
          />
        </label>
        <label className={controls.check}>
          <input type="checkbox" name="isDefault" defaultChecked={point?.isDefault ?? false} />
          {t('points.makeDefault')}
        </label>
        {point && (
          <label className={controls.check}>
            <input type="checkbox" name="active" defaultChecked={point.active} />
            {t('points.active')}
          </label>
        )}
        {save.error && (
          <p className={controls.alert} role="alert">
            {problemText(save.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
