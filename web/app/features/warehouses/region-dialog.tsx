import { createRegion, updateRegion, type DeliveryRegion } from '@portal/api/warehouses.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { ServedWarehouses } from './served-warehouses.tsx'
import './texts.ts'

/** A region with the warehouses that serve it, the nearest first. */
export function RegionDialog({ region, onClose }: { region: DeliveryRegion | null; onClose: () => void }) {
  const { t } = useTranslation(['warehouses', 'common'])
  const queries = useQueryClient()
  const [served, setServed] = useState<readonly { id: string; name: string }[]>(region?.warehouses ?? [])
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const body = {
        name: String(form.get('name') ?? '').trim(),
        nameEn: String(form.get('nameEn') ?? '').trim() || null,
        warehouseIds: served.map(({ id }) => id),
      }
      return region
        ? call(updateRegion, { params: { regionId: region.id }, body })
        : call(createRegion, { body })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(region ? 'region.edit' : 'region.create')}
      busy={save.isPending}
      error={save.error}
      onSubmit={save.mutate}
      onClose={onClose}
    >
      <Pair>
        <TextField
          label={t('region.name')}
          name="name"
          required
          maxLength={200}
          defaultValue={region?.nameRu}
        />
        <TextField
          label={t('region.nameEn')}
          name="nameEn"
          maxLength={200}
          defaultValue={region?.nameEn ?? ''}
        />
      </Pair>
      <ServedWarehouses
        label={t('region.warehouses')}
        none={t('region.none')}
        served={served}
        onChange={setServed}
      />
      <p className={controls.hint}>{t('region.hint')}</p>
    </FormDialog>
  )
}
