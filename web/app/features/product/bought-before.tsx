import { getPurchases } from '@portal/api/orders.ts'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import styles from './buy-block.module.css'
import './texts.ts'

/** "You bought this 3 times, last on 12 Sep, usually 120"; the usual quantity is one click away. */
export function BoughtBefore({
  productId,
  knows,
  onUsual,
}: {
  productId: string
  /** is this packaging still offered? */
  knows: (packagingId: string) => boolean
  onUsual?: (usual: { packagingId: string; quantity: string }) => void
}) {
  const { t } = useTranslation('product')
  const format = useFormat()
  // not a reason to fail a page: without an answer nothing is said
  const bought = useQuery(queryFor(getPurchases, { params: { productId } })).data
  if (!bought?.last) return null
  const { times, last, usual } = bought
  return (
    <p className={styles.bought}>
      <IconHistory size={16} aria-hidden="true" />
      <span>
        {t('bought.times', { count: times, formatted: format.number(times) })}{' '}
        <Link to={`/orders/${last.orderId}`}>{t('bought.last', { date: format.date(last.at) })}</Link>
        {': '}
        {format.number(last.quantity)} {last.unitName}
        {usual && times > 1 && (
          <>
            {', '}
            {t('bought.usual')}{' '}
            {onUsual && knows(usual.packagingId) ? (
              <button type="button" className={styles.usual} onClick={() => onUsual(usual)}>
                {format.number(usual.quantity)} {usual.unitName}
              </button>
            ) : (
              `${format.number(usual.quantity)} ${usual.unitName}`
            )}
          </>
        )}
      </span>
    </p>
  )
}
