import type { OfferItem } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { PriceCell } from '../../ui/price-cell.tsx'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { StockBadge, TransitText } from '../../ui/stock-badge.tsx'
import { OutcomeNote } from '../offer/outcome-note.tsx'
import { productPath } from '../offer/product-path.ts'
import { ProductPicture } from '../offer/product-picture.tsx'
import { UnitSelect } from '../offer/unit-select.tsx'
import { rulesIn } from '../offer/units.ts'
import { SubscribeMark } from '../subscriptions/subscribe-button.tsx'
import styles from './offer-cards.module.css'
import type { Picks } from './picks.ts'
import './texts.ts'

/** The same products with larger pictures; a quantity chooses here too. */
export function OfferCards({ items, picks }: { items: readonly OfferItem[]; picks: Picks }) {
  return (
    <ul className={styles.cards}>
      {items.map((item) => (
        <Card key={item.productId} item={item} picks={picks} />
      ))}
    </ul>
  )
}

function Card({ item, picks }: { item: OfferItem; picks: Picks }) {
  const { t } = useTranslation('offer')
  const format = useFormat()
  const seesPrices = usePermission('prices.view')
  const orders = usePermission('carts.edit')
  const { packagingId, quantity, ticked } = picks.of(item)
  const outcome = picks.outcomeOf(item.productId)
  return (
    <li className={styles.card} data-ticked={ticked}>
      <Link to={productPath(item.slug)} className={styles.picture} tabIndex={-1} aria-hidden="true">
        <ProductPicture src={item.picture} size={200} />
      </Link>
      <span className={styles.codes}>
        <span className={styles.article}>{item.article}</span>
        {item.partNumber && <span>{t('partNumberIs', { number: item.partNumber })}</span>}
      </span>
      <Link to={productPath(item.slug)} className={styles.name}>
        {item.name}
      </Link>
      <span className={styles.stock}>
        <StockBadge stock={item.stock} unit={item.units[0]?.name ?? ''} />
        <TransitText lot={item.inTransit} />
        <SubscribeMark item={item} />
      </span>
      <span className={styles.foot}>
        {seesPrices && (
          <span className={styles.price}>
            <PriceCell price={item.price} onRequest={item.onRequest} />
          </span>
        )}
        {orders && (
          <span className={styles.order}>
            <QuantityInput
              {...rulesIn(item, packagingId)}
              value={quantity}
              label={t('quantityOf', { name: item.article ?? item.name })}
              disabled={item.onRequest}
              onChange={(value) => picks.setQuantity(item, value)}
            />
            <UnitSelect item={item} value={packagingId} onChange={(unit) => picks.setUnit(item, unit)} />
          </span>
        )}
        {outcome ? (
          <OutcomeNote row={outcome} />
        ) : (
          item.inCart !== null && (
            <span className={styles.inCart}>
              {t('inCart', { quantity: `${format.number(item.inCart)} ${item.units[0]?.name ?? ''}` })}
            </span>
          )
        )}
      </span>
    </li>
  )
}
