import type { MoneyWire } from '@portal/api/primitives.ts'
import { dash } from '../lib/format.ts'
import { useFormat } from '../lib/use-format.ts'
import styles from './figures.module.css'

/** An amount with its currency in grey; a dash when it is not there or not for this person's eyes. */
export function MoneyText({ value }: { value: MoneyWire | null | undefined }) {
  const format = useFormat()
  if (!value) return <span className={styles.unit}>{dash}</span>
  return (
    <span className={styles.money}>
      {format.number(value.amount)}
      <span className={styles.unit}>&nbsp;{format.symbol(value.currency)}</span>
    </span>
  )
}
