import { Select } from '@mantine/core'
import { listGroups } from '@portal/api/organizations.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import styles from './customers.module.css'
import './texts.ts'

/** A group, found by the server while its name is typed: there may be thousands. */
export function GroupSelect({
  label,
  hideLabel = false,
  none,
  value,
  name,
  onChange,
}: {
  label: string
  hideLabel?: boolean
  /** what no group is called */
  none: string
  value: string | null
  /** of the chosen group, until it is among those found */
  name?: string | null | undefined
  onChange: (groupId: string | null) => void
}) {
  const { t } = useTranslation('customers')
  const [search, setSearch] = useState('')
  const chosen = useState(name)[0]
  const groups = useQuery({
    ...queryFor(listGroups, { query: { limit: 20, ...(search ? { search } : {}) } }),
    placeholderData: keepPreviousData,
  })
  const found = (groups.data?.items ?? []).map((group) => ({ value: group.id, label: group.name }))
  const options =
    value && !found.some((option) => option.value === value)
      ? [{ value, label: chosen ?? name ?? '…' }, ...found]
      : found
  return (
    <Select
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      placeholder={none}
      data={options}
      value={value}
      onChange={onChange}
      searchable
      classNames={{ input: styles.select ?? '', label: styles.selectLabel ?? '' }}
      clearable
      clearButtonProps={{ 'aria-label': t('withoutGroup') }}
      nothingFoundMessage={t('groups.nothing')}
      // what the server has found is what is shown
      filter={({ options: all }) => all}
      onSearchChange={(text) => setSearch(options.some((option) => option.label === text) ? '' : text)}
    />
  )
}
