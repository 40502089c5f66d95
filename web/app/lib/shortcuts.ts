import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Shortcut {
  /** one key or a sequence: `/`, `?`, `g o` */
  keys: string
  label: string
  run: () => void
}

const present = new Set<Shortcut>()
const listeners = new Set<() => void>()
let list: readonly Shortcut[] = []

function changed(): void {
  list = [...present]
  for (const listener of listeners) listener()
}

/** Makes a key work while the component is there; the list under `?` names it. */
export function useShortcut(keys: string, label: string, run: () => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const shortcut: Shortcut = { keys, label, run: () => latest.current() }
    present.add(shortcut)
    changed()
    return () => {
      present.delete(shortcut)
      changed()
    }
  }, [keys, label])
}

/** What works on this page, for the list of keys. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => list,
    () => list,
  )
}

const sequenceMilliseconds = 900

/** Listens to the keyboard for the whole page; a shell calls it once. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let begun = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const forget = () => {
      begun = ''
      clearTimeout(timer)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return
      const key = latinKey(event)
      if (key.length !== 1) return
      const typed = begun ? `${begun} ${key}` : key
      const exact = [...present].findLast(({ keys }) => keys === typed)
      forget()
      if (exact) {
        event.preventDefault()
        exact.run()
      } else if ([...present].some(({ keys }) => keys.startsWith(`${typed} `))) {
        begun = typed
        timer = setTimeout(forget, sequenceMilliseconds)
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      forget()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  return (
    target instanceof Element &&
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
  )
}

/** The key by its place, so that `g o` works in the Russian layout too; signs are taken as they are typed. */
export function latinKey(event: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  if (letter && !/^[\x20-\x7e]$/.test(event.key)) return letter.toLowerCase()
  // where "/" and "?" stand on a Latin keyboard, a Russian one types "." and ","
  if (event.code === 'Slash' && event.key === '.') return '/'
  if (event.code === 'Slash' && event.key === ',') return '?'
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}
