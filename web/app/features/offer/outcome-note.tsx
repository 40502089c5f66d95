import type { AddedRow } from '@portal/api/carts.ts'
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import styles from './outcome-note.module.css'
import { useAddedText } from './reason-text.ts'

const icons = { added: IconCheck, changed: IconAlertTriangle, refused: IconX } as const

/** What became of a row, beside it, in words. */
export function OutcomeNote({ row }: { row: AddedRow }) {
  const text = useAddedText()
  const Icon = icons[row.outcome]
  return (
    <span className={styles.note} data-outcome={row.outcome} role="status">
      <Icon size={13} aria-hidden="true" /> {text(row)}
    </span>
  )
}
