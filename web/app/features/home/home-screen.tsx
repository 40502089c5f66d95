import { getHome } from '@portal/api/orders.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useMe, usePermission } from '../../lib/me.ts'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, PageHeader } from '../../ui/states.tsx'
import { OrderTable } from '../order-parts/order-table.tsx'
import { ContractNotice } from './contract-notice.tsx'
import { CreditCard } from './credit-card.tsx'
import { Drafts } from './drafts.tsx'
import { HomeCounts } from './home-counts.tsx'
import styles from './home.module.css'
import './texts.ts'

/** What wants attention now: orders in work, what the supplier changed, money, carts that were begun. */
export function HomeScreen() {
  const { t } = useTranslation(['home', 'common'])
  const current = useMe()?.current?.context
  const prices = usePermission('prices.view')
  const mayView = usePermission('catalogue.view')
  const mayOrder = usePermission('carts.edit')
  const finance = usePermission('finance.view')
  const home = useQuery({ ...queryFor(getHome, {}), enabled: current !== undefined })
  if (!current) return <NoTerms />
  const open = home.data?.open
  // what is in work comes first; where little is, the last ones that are done fill the page
  const known = new Set(open?.map(({ id }) => id))
  const recent = known.size < 5 ? (home.data?.recent.filter(({ id }) => !known.has(id)) ?? []) : []
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader
        title={current.companyName}
        note={t('under', { number: current.contractNumber, seller: current.sellerName })}
      >
        {mayOrder && (
          <Link className={controls.button} to="/quick-order">
            {t('common:nav.quickOrder')}
          </Link>
        )}
        {mayView && (
          <Link className={`${controls.button} ${controls.primary}`} to="/catalogue">
            {t('toCatalogue')}
          </Link>
        )}
      </PageHeader>
      <ContractNotice context={current} />
      {home.error && !home.data ? (
        <ErrorState error={home.error} onRetry={() => void home.refetch()} />
      ) : (
        <>
          <HomeCounts counts={home.data?.counts} />
          <div className={styles.grid} data-side={finance || mayOrder}>
            <section className={styles.main}>
              <header className={styles.head}>
                <h2>{t('openOrders')}</h2>
                <Link to="/orders">{t('allOrders')}</Link>
              </header>
              <OrderTable
                below="/orders"
                short
                prices={prices}
                rows={open}
                skeletonRows={5}
                empty={
                  <EmptyState title={t('nothingOpen')}>
                    {mayOrder && <p>{t('nothingOpenHint')}</p>}
                  </EmptyState>
                }
              />
              {recent.length > 0 && (
                <>
                  <h2 className={styles.second}>{t('recent')}</h2>
                  <OrderTable below="/orders" short prices={prices} rows={recent} empty={null} />
                </>
              )}
            </section>
            {(finance || mayOrder) && (
              <div className={styles.side}>
                {finance && <CreditCard />}
                {mayOrder && <Drafts />}
              </div>
            )}
          </div>
        </>
      )}
    </>
  )
}

/** Signed in, but nobody has given him a contract yet. */
function NoTerms() {
  const { t } = useTranslation('home')
  return (
    <EmptyState title={t('noTerms.title')}>
      <p>{t('noTerms.text')}</p>
    </EmptyState>
  )
}
