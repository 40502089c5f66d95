import { useId, useState } from 'react'
import controls from '../../ui/controls.module.css'
import styles from './price-lists.module.css'

export interface Option {
  id: string
  name: string
  note?: string | null | undefined
}

/** A field that finds one of many: what matches stands below it as buttons, the chosen one stands in the field. */
export function PickOne({
  label,
  hint,
  error,
  text,
  onText,
  options,
  nothing,
  onPick,
}: {
  label: string
  hint?: string
  error?: string | undefined
  text: string
  onText: (text: string) => void
  /** undefined while they are looked for, or when there is nothing to look for */
  options: readonly Option[] | undefined
  nothing: string
  onPick: (option: Option) => void
}) {
  const id = useId()
  const [picked, setPicked] = useState(false)
  return (
    <div className={controls.field}>
      <label className={controls.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={controls.input}
        type="search"
        autoComplete="off"
        value={text}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setPicked(false)
          onText(event.target.value)
        }}
        onKeyDown={(event) => {
          const first = options?.[0]
          if (event.key !== 'Enter' || picked || !first) return
          event.preventDefault()
          setPicked(true)
          onPick(first)
        }}
      />
      <span id={`${id}-hint`} className={error ? controls.error : controls.hint}>
        {error ?? hint}
      </span>
      {!picked && text.trim() !== '' && options && (
        <ul className={styles.options} aria-label={label}>
          {options.map((option) => (
            <li key={option.id}>
              <button
                type="button"
                onClick={() => {
                  setPicked(true)
                  onPick(option)
                }}
              >
                {option.name} {option.note && <span className={styles.soft}>{option.note}</span>}
              </button>
            </li>
          ))}
          {options.length === 0 && <li className={styles.soft}>{nothing}</li>}
        </ul>
      )}
    </div>
  )
}
