import { IconSearch } from '@tabler/icons-react'
import {
  useEffect,
  useId,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useShortcut } from '../../lib/shortcuts.ts'
import styles from './suggest-box.module.css'

export interface Suggestion {
  to: string
  /** an article, a number */
  code: string | null
  name: string
  note?: ReactNode
}

export interface SuggestionGroup {
  title: string
  items: readonly Suggestion[]
}

/** What has been typed, once the typing pauses. */
export function useTyped(): { text: string; asked: string; setText: (text: string) => void } {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 120)
    return () => clearTimeout(timer)
  }, [text])
  return { text, asked, setText }
}

/** One search field with suggestions beneath, walked through by arrows; `/` comes here from anywhere. */
export function SuggestBox({
  placeholder,
  text,
  onText,
  groups,
  searched,
  onSubmit,
  onRows,
}: {
  placeholder: string
  text: string
  onText: (text: string) => void
  groups: readonly SuggestionGroup[]
  /** the answer to what is typed now has come */
  searched: boolean
  /** Enter without a chosen suggestion */
  onSubmit: (text: string) => void
  /** several lines were pasted */
  onRows?: (rows: string) => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  useShortcut('/', t('shortcuts.search'), () => input.current?.focus())

  const shown = open && text.trim().length > 1
  const items = shown ? groups.flatMap((group) => group.items) : []

  function leave() {
    setOpen(false)
    setActive(-1)
    input.current?.blur()
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(Math.max(-1, Math.min(items.length - 1, active + step)))
    } else if (event.key === 'Enter') {
      const chosen = items[active]
      if (!chosen && !text.trim()) return
      leave()
      if (chosen) void navigate(chosen.to)
      else onSubmit(text.trim())
    } else if (event.key === 'Escape') leave()
  }
  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const pasted = event.clipboardData.getData('text/plain').trim()
    if (!onRows || !/[\r\n]/.test(pasted)) return
    event.preventDefault()
    leave()
    onRows(pasted)
  }

  return (
    <div className={styles.box} role="search">
      <div className={styles.field}>
        <IconSearch size={18} aria-hidden="true" />
        <input
          ref={input}
          className={styles.input}
          type="search"
          role="combobox"
          autoComplete="off"
          enterKeyHint="search"
          aria-label={t('omnibox.label')}
          aria-autocomplete="list"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={items[active] ? `${listId}-${active}` : undefined}
          placeholder={placeholder}
          maxLength={200}
          value={text}
          onChange={(event) => {
            onText(event.target.value)
            setActive(-1)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      {shown && (items.length > 0 || searched) && (
        // pressing the mouse must not take the focus away before the click has come
        <div className={styles.list} onMouseDown={(event) => event.preventDefault()}>
          {items.length === 0 && <p className={styles.empty}>{t('omnibox.empty')}</p>}
          <div id={listId} role="listbox" aria-label={t('omnibox.label')}>
            {groups
              .filter((group) => group.items.length > 0)
              .map((group) => (
                <div key={group.title} role="group" aria-label={group.title}>
                  <p className={styles.title} role="presentation">
                    {group.title}
                  </p>
                  {group.items.map((item) => {
                    const index = items.indexOf(item)
                    return (
                      <div
                        key={item.to}
                        id={`${listId}-${index}`}
                        role="option"
                        tabIndex={-1}
                        aria-selected={index === active}
                        className={styles.item}
                        onClick={() => {
                          leave()
                          void navigate(item.to)
                        }}
                      >
                        <span className={styles.code}>{item.code}</span>
                        <span className={styles.name}>{item.name}</span>
                        <span className={styles.note}>{item.note}</span>
                      </div>
                    )
                  })}
                </div>
              ))}
          </div>
        </div>
      )}
    </div>
  )
}
