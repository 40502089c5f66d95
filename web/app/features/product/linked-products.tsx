import type { LinkedItem } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { Badge } from '../../ui/badge.tsx'
import { PriceCell } from '../../ui/price-cell.tsx'
import { StockBadge } from '../../ui/stock-badge.tsx'
import { productPath } from '../offer/product-path.ts'
import { ProductPicture } from '../offer/product-picture.tsx'
import styles from './linked-products.module.css'
import './texts.ts'

/** Analogs, replacements, accessories: each with the buyer's price and stock, so that he can compare at once. */
export function LinkedProducts({ title, items }: { title: string; items: readonly LinkedItem[] }) {
  const { t } = useTranslation('product')
  const seesPrices = usePermission('prices.view')
  if (items.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.productId} className={styles.item}>
            <ProductPicture src={item.picture} size={64} />
            <div className={styles.names}>
              <span className={styles.article}>
                {item.article}
                {item.kind === 'replacement' && <Badge tone="accent">{t('replacement')}</Badge>}
              </span>
              <Link to={productPath(item.slug)} className={styles.name}>
                {item.name}
              </Link>
              {item.note && <span className={styles.note}>{item.note}</span>}
              <span className={styles.foot}>
                <StockBadge stock={item.stock} unit={item.units[0]?.name ?? ''} />
                {seesPrices && <PriceCell price={item.price} onRequest={item.onRequest} />}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
