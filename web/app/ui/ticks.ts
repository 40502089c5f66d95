export interface Selection {
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
}

/** How many of a table's rows are ticked; `keys` are the rows it shows. */
export function tickedOf({ selected }: Selection, keys: readonly string[]): 'none' | 'some' | 'all' {
  const count = keys.filter((key) => selected.has(key)).length
  return count === 0 ? 'none' : count === keys.length ? 'all' : 'some'
}

/** Ticks every row shown, or takes these ticks back; ticks of rows on other pages are kept. */
export function tickAll(selection: Selection, keys: readonly string[]): void {
  set(selection, keys, tickedOf(selection, keys) !== 'all')
}

/** The row ticked last, from which Shift reaches: one hand ticks one table at a time. */
let anchor: string | null = null

/** Ticks a row or takes its tick back; `reach` does the same to every row from the one ticked last. */
export function tick(selection: Selection, keys: readonly string[], key: string, reach: boolean): void {
  const from = reach && anchor !== null ? keys.indexOf(anchor) : -1
  const to = keys.indexOf(key)
  const chosen = from === -1 ? [key] : keys.slice(Math.min(from, to), Math.max(from, to) + 1)
  anchor = key
  set(selection, chosen, !selection.selected.has(key))
}

function set({ selected, onChange }: Selection, keys: readonly string[], on: boolean): void {
  const next = new Set(selected)
  for (const key of keys)
    if (on) next.add(key)
    else next.delete(key)
  onChange(next)
}
