import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import controls from './controls.module.css'
import styles from './pick-box.module.css'

export interface Option {
  id: string
  /** an article, a number */
  code?: string | null
  name: string
}

/** Chooses one of very many: a field that asks the server while somebody types, and a list walked through by arrows. */
export function PickBox({
  label,
  named = true,
  error,
  placeholder,
  picked,
  options,
  searching,
  onSearch,
  onPick,
}: {
  label: string
  /** does its name stand above it; without it what stands there must tell it */
  named?: boolean
  error?: string | null | undefined
  placeholder?: string
  picked: Option | null
  /** the answer to what was searched for */
  options: readonly Option[]
  searching: boolean
  /** called when typing pauses */
  onSearch: (text: string) => void
  onPick: (option: Option | null) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const listId = useId()
  const [text, setText] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  useEffect(() => {
    if (text === null) return
    const timer = setTimeout(() => onSearch(text.trim()), 150)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new callback is not a new text
  }, [text])

  const open = text !== null
  function show() {
    onSearch('')
    setText('')
  }
  function choose(option: Option | undefined) {
    if (!option) return
    setText(null)
    setActive(0)
    onPick(option)
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return show()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(Math.max(0, Math.min(options.length - 1, active + step)))
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(options[active])
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setText(null)
    }
  }
  const shownName = picked ? [picked.code, picked.name].filter(Boolean).join(' ') : ''
  const box = (
    <div className={styles.box}>
      <input
        id={id}
        className={controls.input}
        role="combobox"
        autoComplete="off"
        aria-label={named ? undefined : label}
        aria-invalid={error ? true : undefined}
        aria-autocomplete="list"
        aria-expanded={open && options.length > 0}
        aria-controls={listId}
        aria-activedescendant={open && options[active] ? `${listId}-${active}` : undefined}
        placeholder={placeholder}
        maxLength={200}
        value={text ?? shownName}
        onFocus={(event) => event.target.select()}
        onClick={() => open || show()}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          if (picked) onPick(null)
        }}
        onBlur={() => setText(null)}
        onKeyDown={onKeyDown}
      />
      {open && (
        // pressing the mouse must not take the focus away before the click has come
        <div
          id={listId}
          role="listbox"
          aria-label={label}
          className={styles.list}
          onMouseDown={(event) => event.preventDefault()}
        >
          {options.map((option, index) => (
            <div
              key={option.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.item}
              onClick={() => choose(option)}
            >
              {option.code && <span className={styles.code}>{option.code}</span>}
              <span>{option.name}</span>
            </div>
          ))}
          {options.length === 0 && (
            <div role="option" aria-selected="false" aria-disabled="true" className={styles.none}>
              {searching ? t('loading') : t('omnibox.empty')}
            </div>
          )}
        </div>
      )}
    </div>
  )
  if (!named) return box
  return (
    <div className={controls.field}>
      <label className={controls.label} htmlFor={id}>
        {label}
      </label>
      {box}
      {error && <span className={controls.error}>{error}</span>}
    </div>
  )
}
