import type { OwnPrice } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { dash } from '../lib/format.ts'
import { useFormat } from '../lib/use-format.ts'
import { MoneyText } from './money-text.tsx'
import styles from './figures.module.css'

/** The own price, the base price struck through when it is higher, and the next tier: "from 100 — 12.40 ₽". */
export function PriceCell({ price, onRequest = false }: { price: OwnPrice | null; onRequest?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!price) return <span className={styles.soft}>{onRequest ? t('price.onRequest') : dash}</span>
  return (
    <span className={styles.price}>
      <span>
        {price.basePrice && (
          <s className={styles.base}>
            <span className="visually-hidden">{t('price.base')} </span>
            {format.number(price.basePrice.amount)}
          </s>
        )}
        <span className={styles.own}>
          <MoneyText value={price.unitPrice} />
        </span>
      </span>
      {price.nextTier && (
        <span className={styles.tier}>
          {t('price.nextTier', {
            quantity: format.number(price.nextTier.minQuantity),
            price: format.money(price.nextTier.unitPrice),
          })}
        </span>
      )}
    </span>
  )
}
