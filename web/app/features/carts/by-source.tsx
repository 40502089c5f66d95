import type { Cart } from '@portal/api/carts.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './carts.module.css'
import './texts.ts'

/** How many lines of the cart come from which warehouse, and how many wait; nothing where stock is hidden. */
export function BySource({ cart }: { cart: Cart }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const counts = new Map<string, { name: string; lines: number }>()
  for (const { warehouses } of cart.lines)
    for (const { warehouseId, name } of warehouses)
      counts.set(warehouseId, { name, lines: (counts.get(warehouseId)?.lines ?? 0) + 1 })
  const waiting = cart.lines.filter((line) => line.waits).length
  if (counts.size === 0 && waiting === 0) return null
  return (
    <section className={styles.sources}>
      <h3>{t('sources')}</h3>
      <dl>
        {[...counts].map(([id, { name, lines }]) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{t('sourceLines', { count: lines, value: format.number(lines) })}</dd>
          </div>
        ))}
        {waiting > 0 && (
          <div>
            <dt>{t('sourceWaits')}</dt>
            <dd>{t('sourceLines', { count: waiting, value: format.number(waiting) })}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
