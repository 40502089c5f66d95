import type { ReactNode } from 'react'
import controls from './controls.module.css'
import styles from './list-filters.module.css'

/** What narrows a list, above it, and how many it leaves. */
export function ListFilters({
  count,
  children,
}: {
  count?: string | false | undefined
  children: ReactNode
}) {
  return (
    <div className={styles.filters} role="search">
      {children}
      <span className={styles.count} aria-live="polite">
        {count}
      </span>
    </div>
  )
}

/** One of several, chosen where its list is; its value stands in the address. */
export function FilterSelect({
  label,
  all,
  options,
  value,
  onChange,
}: {
  label: string
  /** what choosing none of them is called; without it one is always chosen */
  all?: string
  options: readonly (readonly [value: string, text: string])[]
  value: string
  onChange: (value: string) => void
}) {
  return (
    <select
      className={controls.input}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {all !== undefined && <option value="">{all}</option>}
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  )
}

/** Only those that are so. */
export function FilterTick({
  label,
  value,
  onChange,
}: {
  label: string
  /** empty: all of them */
  value: string
  onChange: (value: '' | 'true') => void
}) {
  return (
    <label className={controls.check}>
      <input
        type="checkbox"
        checked={value !== ''}
        onChange={(event) => onChange(event.target.checked ? 'true' : '')}
      />
      {label}
    </label>
  )
}

/** The first or the last day of those that are shown. */
export function FilterDay({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (day: string) => void
}) {
  return (
    <label className={styles.day}>
      <span>{label}</span>
      <input
        className={controls.input}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
