import { listAxisProperties } from '@portal/api/families.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { PickBox } from '../../ui/pick-box.tsx'
import type { DraftAxis } from './axes-draft.ts'
import styles from './families.module.css'
import './texts.ts'

const fresh = 'new'

/** An axis is a property that the goods have, or a new one by the name that was typed. */
export function AddAxis({ axes, onAdd }: { axes: readonly DraftAxis[]; onAdd: (axis: DraftAxis) => void }) {
  const { t } = useTranslation('families')
  const [search, setSearch] = useState('')
  const found = useQuery({
    ...queryFor(listAxisProperties, { query: search ? { search: search.slice(0, 100) } : {} }),
    placeholderData: keepPreviousData,
  })
  const known = new Set(axes.flatMap(({ attributeId }) => attributeId ?? []))
  const names = new Set(axes.map(({ name }) => name.toLowerCase()))
  const properties = (found.data?.items ?? []).filter(({ id }) => !known.has(id))
  const typed = search.replaceAll(/\s+/g, ' ').trim().slice(0, 120)
  const isNew =
    typed !== '' &&
    !names.has(typed.toLowerCase()) &&
    !properties.some(({ name }) => name.toLowerCase() === typed.toLowerCase())
  return (
    <div className={styles.addAxis}>
      <PickBox
        // a new box after each axis: what was typed is gone
        key={axes.length}
        label={t('axes.add')}
        named={false}
        placeholder={t('axes.add')}
        picked={null}
        options={[
          ...properties.map(({ id, name, unit }) => ({ id, name: unit ? `${name}, ${unit}` : name })),
          ...(isNew ? [{ id: fresh, name: t('axes.new', { name: typed }) }] : []),
        ]}
        searching={found.isFetching}
        onSearch={setSearch}
        onPick={(option) => {
          if (!option) return
          const property = properties.find(({ id }) => id === option.id)
          onAdd({
            attributeId: property?.id ?? null,
            name: property?.name ?? typed,
            nameEn: property?.nameEn ?? '',
            unit: property?.unit ?? null,
            values: [],
          })
          setSearch('')
        }}
      />
    </div>
  )
}
