import type { OfferItem } from '@portal/api/offer.ts'
import { Link } from 'react-router'
import { ProductPicture } from '../offer/product-picture.tsx'
import { StockBadge } from '../../ui/stock-badge.tsx'
import { productPath } from './paths.ts'
import styles from './public.module.css'

/** Products as a guest sees them: picture, name, article, availability as the guests' policy shows it; no prices. */
export function ProductTiles({ items }: { items: readonly OfferItem[] }) {
  return (
    <ul className={styles.tiles}>
      {items.map((item) => (
        <li key={item.productId} className={styles.tile}>
          <ProductPicture src={item.picture} size={120} />
          <Link to={productPath(item.slug)} className={styles.tileName}>
            {item.name}
          </Link>
          <span className={styles.tileNote}>{[item.article, item.brand].filter(Boolean).join(' · ')}</span>
          <StockBadge stock={item.stock} unit={item.units[0]?.name ?? ''} />
        </li>
      ))}
    </ul>
  )
}
