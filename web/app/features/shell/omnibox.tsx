import { suggest } from '@portal/api/offer.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import styles from './omnibox.module.css'

/** One field for words, articles and barcodes; `/` comes here from anywhere. */
export function Omnibox() {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const asked = useDelayed(text.trim(), 120)
  const found = useQuery({
    ...queryFor(suggest, { query: { q: asked } }),
    enabled: open && asked.length > 1,
    placeholderData: keepPreviousData,
  })
  useSlashFocus(input)

  const products = asked.length > 1 ? (found.data?.products ?? []) : []
  const categories = asked.length > 1 ? (found.data?.categories ?? []) : []
  const targets = [
    ...products.map((item) => `/products/${item.slug}`),
    ...categories.map((category) => `/catalogue?category=${encodeURIComponent(category.slug)}`),
  ]

  function go(to: string) {
    setOpen(false)
    input.current?.blur()
    void navigate(to)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(Math.max(-1, Math.min(targets.length - 1, active + step)))
    } else if (event.key === 'Enter') {
      const target = targets[active]
      if (target) go(target)
      else if (text.trim()) go(`/catalogue?search=${encodeURIComponent(text.trim())}`)
    } else if (event.key === 'Escape') setOpen(false)
  }

  return (
    <div className={styles.box} role="search">
      <input
        ref={input}
        className={styles.input}
        type="search"
        role="combobox"
        aria-label={t('omnibox.label')}
        aria-expanded={open && targets.length > 0}
        aria-controls={listId}
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        placeholder={t('omnibox.placeholder')}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(-1)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
        onKeyDown={onKeyDown}
      />
      {open && asked.length > 1 && (
        <ul className={styles.list} id={listId} role="listbox" aria-label={t('omnibox.label')}>
          {targets.length === 0 && !found.isPending && (
            <li className={styles.empty} role="option" aria-selected={false}>
              {t('omnibox.empty')}
            </li>
          )}
          {products.map((item, index) => (
            <li
              key={item.productId}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={styles.item}
              onMouseDown={() => go(`/products/${item.slug}`)}
            >
              <span className={styles.article}>{item.article}</span>
              <span className={styles.name}>{item.name}</span>
              {item.price && <span className={styles.price}>{format.money(item.price.unitPrice)}</span>}
            </li>
          ))}
          {categories.map((category, index) => (
            <li
              key={category.slug}
              id={`${listId}-${products.length + index}`}
              role="option"
              aria-selected={products.length + index === active}
              className={styles.item}
              onMouseDown={() => go(`/catalogue?category=${encodeURIComponent(category.slug)}`)}
            >
              <span className={styles.article}>{t('omnibox.categories')}</span>
              <span className={styles.name}>{category.name}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function useDelayed(value: string, milliseconds: number): string {
  const [delayed, setDelayed] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return delayed
}

function useSlashFocus(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      const target = event.target as HTMLElement
      const typing = target.matches('input, textarea, select, [contenteditable]')
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        input.current?.focus()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [input])
}
