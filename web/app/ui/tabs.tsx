import { useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useFormat } from '../lib/use-format.ts'
import { withPatch } from '../lib/use-url-state.ts'
import styles from './tabs.module.css'

export interface Tab<Key extends string> {
  key: Key
  label: string
  count?: number | undefined
}

/** The chosen tab from the address; the first one when the address names none or an unknown one. */
export function useTab<Key extends string>(keys: readonly Key[], param = 'tab'): Key {
  const [search] = useSearchParams()
  const asked = search.get(param)
  return keys.find((key) => key === asked) ?? keys[0]!
}

/** Tabs are links: each has an address, opens in a new window, and "back" leaves it. */
export function Tabs<Key extends string>({
  tabs,
  label,
  param = 'tab',
}: {
  tabs: readonly Tab<Key>[]
  label: string
  param?: string
}) {
  const [search] = useSearchParams()
  const format = useFormat()
  const current = useTab(
    tabs.map(({ key }) => key),
    param,
  )
  const nav = useRef<HTMLElement>(null)
  // where they do not fit, the chosen one is brought into sight; the page itself stays where it is
  useEffect(() => {
    const chosen = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && chosen)
      nav.current.scrollLeft = chosen.offsetLeft - (nav.current.clientWidth - chosen.offsetWidth) / 2
  }, [current])
  return (
    <nav className={styles.tabs} aria-label={label} ref={nav}>
      {tabs.map(({ key, label: text, count }, index) => (
        <Link
          key={key}
          to={{ search: withPatch(search, { [param]: index === 0 ? '' : key }).toString() }}
          preventScrollReset
          className={styles.tab}
          aria-current={key === current ? 'page' : undefined}
        >
          {text}
          {count !== undefined && <span className={styles.count}>{format.number(count)}</span>}
        </Link>
      ))}
    </nav>
  )
}
