import { createWarehouse, updateWarehouse, type Warehouse } from '@portal/api/warehouses.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import './texts.ts'

/** A new warehouse, or what is known of one. */
export function WarehouseDialog({
  warehouse,
  onClose,
}: {
  warehouse: Warehouse | null
  onClose: () => void
}) {
  const { t } = useTranslation(['warehouses', 'common'])
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim()
      const body = {
        name: text('name'),
        nameEn: text('nameEn') || null,
        address: text('address') || null,
        region: text('region') || null,
        position: Number(text('position')),
        active: form.get('active') === 'on',
      }
      return warehouse
        ? call(updateWarehouse, { params: { warehouseId: warehouse.id }, body })
        : call(createWarehouse, { body })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(warehouse ? 'form.edit' : 'form.create')}
      busy={save.isPending}
      error={save.error}
      onSubmit={save.mutate}
      onClose={onClose}
    >
      <Pair>
        <TextField
          label={t('form.name')}
          name="name"
          required
          maxLength={200}
          defaultValue={warehouse?.nameRu}
        />
        <TextField
          label={t('form.nameEn')}
          name="nameEn"
          maxLength={200}
          defaultValue={warehouse?.nameEn ?? ''}
        />
      </Pair>
      <TextField
        label={t('form.address')}
        name="address"
        maxLength={500}
        defaultValue={warehouse?.address ?? ''}
      />
      <Pair>
        <TextField
          label={t('form.region')}
          hint={t('form.regionHint')}
          name="region"
          maxLength={200}
          defaultValue={warehouse?.region ?? ''}
        />
        <TextField
          label={t('form.position')}
          hint={t('form.positionHint')}
          name="position"
          type="number"
          min={0}
          max={10000}
          required
          defaultValue={warehouse?.position ?? 0}
        />
      </Pair>
      <label className={controls.check}>
        <input type="checkbox" name="active" defaultChecked={warehouse?.active ?? true} />
        {t('form.active')}
      </label>
      {warehouse?.fromExchange && <p className={controls.hint}>{t('form.fromExchange')}</p>}
    </FormDialog>
  )
}
