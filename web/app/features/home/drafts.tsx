import { listCarts } from '@portal/api/carts.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import styles from './home.module.css'
import './texts.ts'

const most = 6

/** Carts that were begun and not ordered, the newest first, each with who touched it last. */
export function Drafts() {
  const { t } = useTranslation('home')
  const format = useFormat()
  const carts = useQuery(queryFor(listCarts, {}))
  const items = carts.data?.items ?? []
  return (
    <section className={styles.panel}>
      <header className={styles.head}>
        <h2>{t('drafts')}</h2>
        <Link to="/carts">{t('allCarts')}</Link>
      </header>
      {carts.error && !carts.data ? (
        <ErrorState error={carts.error} onRetry={() => void carts.refetch()} />
      ) : !carts.data ? (
        <Skeleton lines={3} height={32} />
      ) : items.length === 0 ? (
        <p className={styles.terms}>{t('noDrafts')}</p>
      ) : (
        <ul className={styles.drafts}>
          {items.slice(0, most).map((cart) => (
            <li key={cart.id}>
              <Link to={`/carts/${cart.id}`}>{cart.name}</Link>
              <span className={styles.sum}>{cart.gross && <MoneyText value={cart.gross} />}</span>
              <span className={styles.soft}>
                {t('lines', { count: cart.lineCount })} · {cart.updatedByName},{' '}
                {format.dateTime(cart.updatedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
