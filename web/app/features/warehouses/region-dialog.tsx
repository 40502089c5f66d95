import { createRegion, listWarehouses, updateRegion, type DeliveryRegion } from '@portal/api/warehouses.ts'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './warehouses.module.css'
import './texts.ts'

/** A region with the warehouses that serve it, the nearest first. */
export function RegionDialog({ region, onClose }: { region: DeliveryRegion | null; onClose: () => void }) {
  const { t } = useTranslation(['warehouses', 'common'])
  const queries = useQueryClient()
  const [served, setServed] = useState<{ id: string; name: string }[]>(region?.warehouses ?? [])
  const all = useQuery(queryFor(listWarehouses, {})).data?.items ?? []
  const left = all.filter(({ id, active }) => active && !served.some((one) => one.id === id))
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
      <fieldset className={styles.served}>
        <legend className={controls.label}>{t('region.warehouses')}</legend>
        {served.length === 0 && <p className={controls.hint}>{t('region.none')}</p>}
        <ol>
          {served.map((warehouse, index) => (
            <li key={warehouse.id}>
              <span>{warehouse.name}</span>
              {index > 0 && (
                <button
                  type="button"
                  className={controls.icon}
                  aria-label={t('region.up', { name: warehouse.name })}
                  onClick={() => setServed(served.with(index - 1, warehouse).with(index, served[index - 1]!))}
                >
                  <IconArrowUp size={16} aria-hidden="true" />
                </button>
              )}
              <button
                type="button"
                className={controls.icon}
                aria-label={t('region.drop', { name: warehouse.name })}
                onClick={() => setServed(served.filter(({ id }) => id !== warehouse.id))}
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ol>
        {left.length > 0 && (
          <select
            className={controls.input}
            aria-label={t('region.add')}
            value=""
            onChange={(event) => {
              const added = left.find(({ id }) => id === event.target.value)
              if (added) setServed([...served, added])
            }}
          >
            <option value="">{t('region.add')}</option>
            {left.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </fieldset>
      <p className={controls.hint}>{t('region.hint')}</p>
    </FormDialog>
  )
}
