import { listWarehouses } from '@portal/api/warehouses.ts'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import styles from './warehouses.module.css'
import './texts.ts'

interface Served {
  id: string
  name: string
}

/** Which warehouses serve a contract or a region, the preferred first; a form reads them as `warehouseId`. */
export function ServedWarehouses({
  label,
  none,
  served,
  onChange,
}: {
  label: string
  /** what it means that none is chosen */
  none: string
  served: readonly Served[]
  onChange: (served: readonly Served[]) => void
}) {
  const { t } = useTranslation('warehouses')
  const all = useQuery(queryFor(listWarehouses, {})).data?.items ?? []
  const left = all.filter(({ id, active }) => active && !served.some((one) => one.id === id))
  return (
    <fieldset className={styles.served}>
      <legend className={controls.label}>{label}</legend>
      {served.length === 0 && <p className={controls.hint}>{none}</p>}
      <ol>
        {served.map((warehouse, index) => (
          <li key={warehouse.id}>
            <input type="hidden" name="warehouseId" value={warehouse.id} />
            <span>{warehouse.name}</span>
            {index > 0 && (
              <button
                type="button"
                className={controls.icon}
                aria-label={t('served.up', { name: warehouse.name })}
                onClick={() => onChange(served.with(index - 1, warehouse).with(index, served[index - 1]!))}
              >
                <IconArrowUp size={16} aria-hidden="true" />
              </button>
            )}
            <button
              type="button"
              className={controls.icon}
              aria-label={t('served.drop', { name: warehouse.name })}
              onClick={() => onChange(served.filter(({ id }) => id !== warehouse.id))}
            >
              <IconX size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <select
          className={controls.input}
          aria-label={t('served.add')}
          value=""
          onChange={(event) => {
            const added = left.find(({ id }) => id === event.target.value)
            if (added) onChange([...served, added])
          }}
        >
          <option value="">{t('served.add')}</option>
          {left.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  )
}
