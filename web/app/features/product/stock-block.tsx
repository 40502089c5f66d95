import type { ProductCard } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { StockBadge } from '../../ui/stock-badge.tsx'
import { SubscribeButton } from '../subscriptions/subscribe-button.tsx'
import styles from './product.module.css'
import './texts.ts'

/** How much lies where, as this buyer's policy shows it, and what is on its way. */
export function StockBlock({ product }: { product: ProductCard }) {
  const { t } = useTranslation(['product', 'offer'])
  const format = useFormat()
  const unit = product.units[0]?.name ?? ''
  const warehouses = product.warehouses.filter(({ stock }) => stock.display !== 'hidden')
  if (product.stock.display === 'hidden')
    return (
      <section className={styles.panel}>
        <h2>{t('offer:stock')}</h2>
        <p className={styles.soft}>{t('stockHidden')}</p>
      </section>
    )
  return (
    <section className={styles.panel}>
      <h2>{t('offer:stock')}</h2>
      {warehouses.length === 0 ? (
        <StockBadge stock={product.stock} unit={unit} />
      ) : (
        <dl className={styles.rows}>
          {warehouses.map(({ warehouseId, name, stock }) => (
            <div key={warehouseId}>
              <dt>{name}</dt>
              <dd>
                <StockBadge stock={stock} unit={unit} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {product.lots.length > 0 && (
        <>
          <h3>{t('lots')}</h3>
          <ul className={styles.rows}>
            {product.lots.map((lot) => (
              <li key={`${lot.eta} ${lot.quantity}`}>
                <span>{lot.confirmed ? format.date(lot.eta) : t('lotUnclear')}</span>
                <b>{lot.quantity === null ? t('lotComing') : `+${format.number(lot.quantity)} ${unit}`}</b>
              </li>
            ))}
          </ul>
        </>
      )}
      <SubscribeButton item={product} />
    </section>
  )
}
