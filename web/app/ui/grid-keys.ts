import type { KeyboardEvent } from 'react'

/**
 * Moves between the inputs of a table as in a spreadsheet: Enter and the down arrow go to the same column of the next
 * row, Shift+Enter and the up arrow back, left and right leave the cell when the caret stands at its edge.
 * Rows carry `data-index`, cells `data-column`. `reveal` scrolls to a row that is not drawn yet.
 */
export function moveInGrid(event: KeyboardEvent<HTMLElement>, reveal?: (index: number) => void): void {
  const input = event.target
  if (!(input instanceof HTMLInputElement) || !takesText(input) || event.nativeEvent.isComposing) return
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  const cell = input.closest<HTMLElement>('[data-column]')
  const row = input.closest<HTMLElement>('[data-index]')
  if (!cell || !row) return
  const rowStep = rowStepOf(event)
  if (rowStep !== 0) {
    event.preventDefault()
    const target = { index: Number(row.dataset['index']), column: cell.dataset['column'] ?? '' }
    moveByRow(event.currentTarget, target, rowStep, reveal)
    return
  }
  const next = besideCaret(event, input) && beside(row, input, event.key === 'ArrowRight' ? 1 : -1)
  if (next) {
    event.preventDefault()
    enter(next)
  }
}

function rowStepOf({ key, shiftKey }: KeyboardEvent): 1 | -1 | 0 {
  if (key === 'Enter') return shiftKey ? -1 : 1
  if (key === 'ArrowDown') return 1
  return key === 'ArrowUp' ? -1 : 0
}

/** Rows whose input is absent or disabled are passed over. */
function moveByRow(
  table: HTMLElement,
  from: { index: number; column: string },
  step: 1 | -1,
  reveal?: (index: number) => void,
): void {
  const inputs = [
    ...table.querySelectorAll<HTMLElement>(
      `[data-index] [data-column="${CSS.escape(from.column)}"] input:enabled`,
    ),
  ].flatMap((input) =>
    input instanceof HTMLInputElement && takesText(input)
      ? [{ input, index: Number(input.closest<HTMLElement>('[data-index]')?.dataset['index']) }]
      : [],
  )
  const ahead = inputs
    .filter(({ index }) => (step === 1 ? index > from.index : index < from.index))
    .sort((a, b) => step * (a.index - b.index))[0]
  if (ahead) enter(ahead.input)
  else if (reveal && from.index + step >= 0) {
    reveal(from.index + step)
    requestAnimationFrame(() => requestAnimationFrame(() => moveByRow(table, from, step)))
  }
}

function besideCaret(event: KeyboardEvent, input: HTMLInputElement): boolean {
  if (event.shiftKey) return false
  const { selectionStart, selectionEnd, value } = input
  if (event.key === 'ArrowRight') return selectionEnd === value.length
  return event.key === 'ArrowLeft' && selectionStart === 0
}

function beside(row: HTMLElement, input: HTMLInputElement, step: 1 | -1): HTMLInputElement | undefined {
  const all = [...row.querySelectorAll<HTMLInputElement>('input:enabled')].filter(takesText)
  return all[all.indexOf(input) + step]
}

function takesText(input: HTMLInputElement): boolean {
  return !['checkbox', 'radio', 'file', 'button', 'submit', 'range', 'hidden'].includes(input.type)
}

function enter(input: HTMLInputElement): void {
  input.focus()
  input.select()
}
