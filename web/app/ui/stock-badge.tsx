import type { ShownStock } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../lib/use-format.ts'
import styles from './figures.module.css'

const bars = { none: 0, few: 1, some: 2, many: 3, yes: 3 } as const

/** Stock as the buyer's policy shows it: a figure, a capped figure, a level, or yes and no; nothing where it is hidden. */
export function StockBadge({ stock, unit }: { stock: ShownStock; unit?: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (stock.display === 'hidden') return null
  const level = stock.level ?? (stock.quantity === null || Number(stock.quantity) > 0 ? 'yes' : 'none')
  const figure = stock.quantity !== null && level !== 'none'
  return (
    <span className={styles.stock} data-level={level}>
      <span className={styles.level} data-tone={level === 'few' ? 'few' : 'good'} aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <i key={bar} data-on={bar <= bars[level]} />
        ))}
      </span>
      {figure ? (
        <span>
          {stock.over && t('stock.over')} {format.number(stock.quantity)}
          {unit && <span className={styles.unit}>&nbsp;{unit}</span>}
        </span>
      ) : (
        t(`stock.${level}`)
      )}
    </span>
  )
}

/** What is on its way, with the day it is expected. */
export function TransitText({ lot }: { lot: { quantity: string | null; eta: string } | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!lot) return null
  return (
    <span className={styles.soft}>
      {lot.quantity === null
        ? t('stock.expected', { date: format.dayMonth(lot.eta) })
        : t('stock.inTransit', { quantity: format.number(lot.quantity), date: format.dayMonth(lot.eta) })}
    </span>
  )
}
