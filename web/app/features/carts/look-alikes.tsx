import { findLookAlikes, type Cart } from '@portal/api/carts.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import styles from './carts.module.css'
import './texts.ts'

/** The same lines were ordered a moment ago: perhaps on purpose, so the order can be sent all the same. */
export function LookAlikes({ cart }: { cart: Cart }) {
  const { t } = useTranslation('carts')
  const alike = useQuery({
    ...queryFor(findLookAlikes, { params: { cartId: cart.id } }),
    enabled: cart.lines.length > 0 && cart.abilities.edit,
  })
  if (!alike.data || alike.data.orders.length === 0) return null
  return (
    <div className={styles.alike} role="status">
      {alike.data.orders.map(({ id, number }) => (
        <p key={id}>
          {t('looksLike')} <Link to={`/orders/${id}`}>{t('orderLink', { number })}</Link>
        </p>
      ))}
      <p className={styles.soft}>{t('looksLikeHint')}</p>
    </div>
  )
}
