import {
  IconArrowsExchange,
  IconBellRinging,
  IconBuilding,
  IconBuildings,
  IconBuildingWarehouse,
  IconCalendarStats,
  IconCertificate,
  IconCoins,
  IconEye,
  IconFileSpreadsheet,
  IconFileText,
  IconGridDots,
  IconHourglass,
  IconInbox,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconMail,
  IconPackage,
  IconProgressAlert,
  IconSearch,
  IconReceiptTax,
  IconReplace,
  IconShieldCheck,
  IconShoppingBag,
  IconTag,
  IconTruckDelivery,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { useOperatorPermission } from '../../lib/me.ts'
import { Mark } from '../../ui/mark.tsx'
import styles from './office-rail.module.css'

interface Page {
  to: string
  label: string
  icon: Icon
  shown: boolean
}

/** The back office's left rail, grouped by what a person is doing; narrow, it keeps its icons. */
export function OfficeRail({ narrow, onNarrow }: { narrow: boolean; onNarrow: (narrow: boolean) => void }) {
  const { t } = useTranslation()
  const groups = useGroups()
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <aside className={styles.rail} data-narrow={narrow}>
      <Link to="/office" className={styles.brand} aria-label={t('brand')}>
        <Mark size={28} />
        <span className={styles.text}>{t('brand')}</span>
      </Link>
      <nav className={styles.nav} aria-label={t('nav.menu')}>
        {groups.map(({ title, pages }) => (
          <div key={title} className={styles.group}>
            <p className={styles.title}>
              <span className={styles.text}>{title}</span>
            </p>
            {pages
              .filter(({ shown }) => shown)
              .map(({ to, label, icon: PageIcon }) => (
                <NavLink
                  key={to}
                  to={to}
                  end={to === '/office'}
                  className={styles.link}
                  title={narrow ? label : undefined}
                >
                  <PageIcon size={20} stroke={1.6} aria-hidden="true" />
                  <span className={styles.text}>{label}</span>
                </NavLink>
              ))}
          </div>
        ))}
      </nav>
      <button
        type="button"
        className={styles.toggle}
        aria-label={narrow ? t('nav.widen') : t('nav.narrow')}
        onClick={() => onNarrow(!narrow)}
      >
        <Toggle size={20} stroke={1.6} aria-hidden="true" />
        <span className={styles.text}>{t('nav.narrow')}</span>
      </button>
    </aside>
  )
}

function useGroups(): { title: string; pages: Page[] }[] {
  const { t } = useTranslation()
  const orders = useOperatorPermission('orders.manage')
  const customers = useOperatorPermission('customers.manage')
  const goods = useOperatorPermission('goods.manage')
  const prices = useOperatorPermission('prices.manage')
  const exchange = useOperatorPermission('exchange.manage')
  const settings = useOperatorPermission('settings.manage')
  const groups = [
    {
      title: t('nav.sales'),
      pages: [
        { to: '/office', label: t('nav.today'), icon: IconCalendarStats, shown: orders },
        { to: '/office/orders', label: t('nav.orders'), icon: IconShoppingBag, shown: orders },
        { to: '/office/waiting', label: t('nav.waiting'), icon: IconHourglass, shown: orders },
      ],
    },
    {
      title: t('nav.customerWork'),
      pages: [
        { to: '/office/customers', label: t('nav.customers'), icon: IconBuilding, shown: customers },
        { to: '/office/groups', label: t('nav.groups'), icon: IconBuildings, shown: customers },
        { to: '/office/contracts', label: t('nav.contracts'), icon: IconFileText, shown: true },
        { to: '/office/applications', label: t('nav.applications'), icon: IconInbox, shown: customers },
      ],
    },
    {
      title: t('nav.assortment'),
      pages: [
        { to: '/office/products', label: t('nav.goods'), icon: IconPackage, shown: true },
        { to: '/office/families', label: t('nav.families'), icon: IconGridDots, shown: true },
        { to: '/office/documents', label: t('nav.documents'), icon: IconCertificate, shown: true },
        {
          to: '/office/cross-references',
          label: t('nav.crossReferences'),
          icon: IconReplace,
          shown: true,
        },
        { to: '/office/search', label: t('nav.searchWords'), icon: IconSearch, shown: goods },
        { to: '/office/lots', label: t('nav.lots'), icon: IconTruckDelivery, shown: true },
        { to: '/office/demand', label: t('nav.demand'), icon: IconBellRinging, shown: goods },
        { to: '/office/price-lists', label: t('nav.priceLists'), icon: IconTag, shown: true },
        { to: '/office/warehouses', label: t('nav.warehouses'), icon: IconBuildingWarehouse, shown: true },
        {
          to: '/office/supplier-prices',
          label: t('nav.supplierFiles'),
          icon: IconFileSpreadsheet,
          shown: exchange,
        },
        { to: '/office/floor-prices', label: t('nav.floorPrices'), icon: IconShieldCheck, shown: prices },
        { to: '/office/rates', label: t('nav.rates'), icon: IconCoins, shown: true },
        { to: '/office/vat-rates', label: t('nav.vatRates'), icon: IconReceiptTax, shown: true },
        { to: '/office/stock-display', label: t('nav.stockDisplay'), icon: IconEye, shown: true },
      ],
    },
    {
      title: t('nav.system'),
      pages: [
        { to: '/office/exchange', label: t('nav.exchange'), icon: IconArrowsExchange, shown: exchange },
        { to: '/office/mails', label: t('nav.mails'), icon: IconMail, shown: settings },
        { to: '/office/jobs', label: t('nav.jobs'), icon: IconProgressAlert, shown: settings },
      ],
    },
  ]
  return groups.filter(({ pages }) => pages.some(({ shown }) => shown))
}
