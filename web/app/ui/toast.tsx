import { notifications } from '@mantine/notifications'
import { newKey } from '../lib/new-key.ts'
import controls from './controls.module.css'

/** Says what happened out of sight; with `undo`, the way back instead of "are you sure" beforehand. */
export function toastDone(message: string, undo?: { label: string; run: () => void }): void {
  const id = newKey()
  notifications.show({
    id,
    color: 'accent',
    autoClose: undo ? 8000 : 4000,
    closeButtonProps: { 'aria-hidden': true, tabIndex: -1 },
    message: undo ? (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        {message}
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          onClick={() => {
            notifications.hide(id)
            undo.run()
          }}
        >
          {undo.label}
        </button>
      </span>
    ) : (
      message
    ),
  })
}

/** Says what did not work; `message` comes from `useProblemText()`. */
export function toastProblem(message: string): void {
  notifications.show({
    color: 'red',
    autoClose: 10_000,
    closeButtonProps: { 'aria-hidden': true, tabIndex: -1 },
    message,
  })
}
