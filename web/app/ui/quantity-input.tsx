import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fitQuantity, readQuantity, stepQuantity, type QuantityRules } from '../lib/quantity.ts'
import { useFormat } from '../lib/use-format.ts'
import styles from './quantity-input.module.css'

export interface QuantityInputProps extends QuantityRules {
  /** a decimal of the wire; null = nothing asked for */
  value: string | null
  /** while typing: what can be read of it, null when empty or unreadable */
  onChange: (value: string | null) => void
  /** on leaving the field and on Enter: the quantity after the minimum, the step and the maximum */
  onCommit?: (value: string | null) => void
  /** what is counted, for those who hear it: "Quantity, DIN 933 M8x40" */
  label: string
  disabled?: boolean
  /** shown while empty, such as the step */
  placeholder?: string
}

/**
 * A quantity as text: comma or point, spaces between thousands. It is fitted to the packaging when the field is left,
 * and says what it made of it. In a table Enter and arrows move between rows; Alt+arrow steps; elsewhere arrows step.
 */
export function QuantityInput(props: QuantityInputProps) {
  const { value, onChange, onCommit, label, disabled = false, placeholder, min, step, max } = props
  const { t } = useTranslation()
  const format = useFormat()
  const rules = { min, step, max }
  const [text, setText] = useState(() => format.typed(value))
  const [fitted, setFitted] = useState<string | null>(null)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    // from outside: another tab, an answer of the server, "undo"; what is being typed stays as it is typed
    setSeen(value)
    if (readQuantity(text) !== value) setText(format.typed(value))
  }

  function show(next: string | null) {
    setText(format.typed(next))
    if (next !== value) onChange(next)
  }
  function commit() {
    const read = readQuantity(text)
    const fit = read === null || Number(read) === 0 ? null : fitQuantity(read, rules)
    if (text.trim() !== '' && read === null) return
    setFitted(fit !== null && fit !== read ? fit : null)
    show(fit)
    onCommit?.(fit)
  }
  function stepBy(direction: 1 | -1) {
    const next = stepQuantity(readQuantity(text), direction, rules)
    setFitted(null)
    show(next === '0' ? null : next)
    onCommit?.(next === '0' ? null : next)
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const inTable = event.currentTarget.closest('[data-column]') !== null
    if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && (event.altKey || !inTable)) {
      event.preventDefault()
      stepBy(event.key === 'ArrowUp' ? 1 : -1)
    } else if (event.key === 'Enter' && !inTable) commit()
  }

  return (
    <span className={styles.box} data-invalid={text.trim() !== '' && readQuantity(text) === null}>
      <button
        type="button"
        className={styles.step}
        tabIndex={-1}
        aria-label={t('quantity.less')}
        disabled={disabled || !value}
        onClick={() => stepBy(-1)}
      >
        −
      </button>
      <input
        className={styles.input}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={text.trim() !== '' && readQuantity(text) === null}
        maxLength={20}
        disabled={disabled}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setFitted(null)
          onChange(readQuantity(event.target.value))
        }}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className={styles.step}
        tabIndex={-1}
        aria-label={t('quantity.more')}
        disabled={disabled}
        onClick={() => stepBy(1)}
      >
        +
      </button>
      {fitted !== null && (
        <span className={styles.note} role="status">
          {t('quantity.fitted', { quantity: format.number(fitted) })}
        </span>
      )}
    </span>
  )
}
