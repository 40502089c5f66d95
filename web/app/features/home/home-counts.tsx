import type { OutputOf } from '@portal/api/endpoint.ts'
import type { getHome } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import styles from './home.module.css'
import './texts.ts'

type Counts = OutputOf<typeof getHome>['counts']

const shown = [
  { key: 'changed', to: '/orders?status=new,confirmed,in_work,partly_shipped&changed=true', warns: true },
  { key: 'newOrders', to: '/orders?status=new', warns: false },
  { key: 'inWork', to: '/orders?status=confirmed,in_work,partly_shipped', warns: false },
] as const

/** How many of what; each leads to its list. */
export function HomeCounts({ counts }: { counts: Counts | undefined }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  return (
    <ul className={styles.counts}>
      {shown.map(({ key, to, warns }) => {
        const count = counts?.[key]
        return (
          <li key={key}>
            <Link to={to} className={styles.count} data-warns={warns && (count ?? 0) > 0}>
              <b>{format.number(count)}</b>
              <span>{t(`counts.${key}`, { count: count ?? 0 })}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
