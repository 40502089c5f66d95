import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { useMe, useOperatorPermission, useSignOut } from '../../lib/me.ts'
import controls from '../../ui/controls.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PreferencesMenu } from '../../ui/preferences-menu.tsx'
import styles from './office-rail.module.css'

/** The back office's left rail, grouped by what a person is doing. */
export function OfficeRail() {
  const { t } = useTranslation()
  const me = useMe()
  const signOut = useSignOut()
  const may = {
    orders: useOperatorPermission('orders.manage'),
    customers: useOperatorPermission('customers.manage'),
    exchange: useOperatorPermission('exchange.manage'),
    settings: useOperatorPermission('settings.manage'),
  }
  const groups = [
    {
      title: t('nav.sales'),
      links: [
        { to: '/office', label: t('nav.today'), shown: may.orders },
        { to: '/office/orders', label: t('nav.orders'), shown: may.orders },
        { to: '/office/customers', label: t('nav.customers'), shown: may.customers },
        { to: '/office/groups', label: t('nav.groups'), shown: may.customers },
        { to: '/office/contracts', label: t('nav.contracts'), shown: true },
        { to: '/office/applications', label: t('nav.applications'), shown: may.customers },
      ],
    },
    {
      title: t('nav.assortment'),
      links: [
        { to: '/office/products', label: t('nav.goods'), shown: true },
        { to: '/office/price-lists', label: t('nav.priceLists'), shown: true },
      ],
    },
    {
      title: t('nav.system'),
      links: [
        { to: '/office/exchange', label: t('nav.exchange'), shown: may.exchange },
        { to: '/office/mails', label: t('nav.mails'), shown: may.settings },
      ],
    },
  ]
  return (
    <aside className={styles.rail}>
      <Link to="/office" className={styles.brand}>
        <Mark size={26} />
        <span>{t('brand')}</span>
      </Link>
      <nav className={styles.nav} aria-label={t('nav.menu')}>
        {groups.map(({ title, links }) => (
          <div key={title} className={styles.group}>
            <p className={styles.title}>{title}</p>
            {links
              .filter(({ shown }) => shown)
              .map(({ to, label }) => (
                <NavLink key={to} to={to} end={to === '/office'} className={styles.link}>
                  {label}
                </NavLink>
              ))}
          </div>
        ))}
      </nav>
      <div className={styles.person}>
        <span>{me?.user?.name}</span>
        <PreferencesMenu />
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          onClick={() => signOut.mutate()}
        >
          {t('nav.signOut')}
        </button>
      </div>
    </aside>
  )
}
