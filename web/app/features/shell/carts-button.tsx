import { listCarts } from '@portal/api/carts.ts'
import { IconShoppingCart } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { usePermission } from '../../lib/me.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import styles from './carts-button.module.css'

/** The newest cart of the present company: how many lines, what they come to. */
export function CartsButton() {
  const { t } = useTranslation()
  const allowed = usePermission('carts.edit')
  const carts = useQuery({ ...queryFor(listCarts, {}), enabled: allowed })
  if (!allowed) return null
  const newest = carts.data?.items[0]
  const others = (carts.data?.items.length ?? 0) - 1
  return (
    <Link
      to={newest ? `/carts/${newest.id}` : '/carts'}
      className={styles.carts}
      title={newest ? t('nav.cartOf', { name: newest.name, count: newest.lineCount }) : t('nav.carts')}
    >
      <span className={styles.icon}>
        <IconShoppingCart size={22} aria-hidden="true" />
        {newest && newest.lineCount > 0 && <b>{newest.lineCount}</b>}
      </span>
      <span className={styles.text}>
        <span>{newest ? newest.name : t('nav.carts')}</span>
        {newest?.gross ? (
          <b>
            <MoneyText value={newest.gross} />
          </b>
        ) : (
          others > 0 && <b>{t('nav.moreCarts', { count: others })}</b>
        )}
      </span>
    </Link>
  )
}
