import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import styles from './buy-block.module.css'
import type { PriceRow } from './price-rows.ts'
import './texts.ts'

/** Units and thresholds with their prices; the row that answers for the present quantity is marked. */
export function PriceTable({ rows, current }: { rows: readonly PriceRow[]; current: PriceRow | undefined }) {
  const { t } = useTranslation(['product', 'offer'])
  const format = useFormat()
  const packed = rows.some(({ each }) => each !== null)
  return (
    <table className={styles.tiers}>
      <caption className="visually-hidden">{t('prices')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('offer:quantity')}</th>
          <th scope="col">{t('offer:price')}</th>
          {packed && <th scope="col">{t('each', { unit: rows[0]?.unit.name })}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.unit.packagingId} ${row.from}`} aria-current={row === current || undefined}>
            <th scope="row">{t('from', { quantity: `${format.number(row.from)} ${row.unit.name}` })}</th>
            <td>
              <MoneyText value={row.price} />
            </td>
            {packed && (
              <td>
                <MoneyText value={row.each ?? row.price} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
