import { listCarts } from '@portal/api/carts.ts'
import { IconMenu2, IconShoppingCart } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useMe, usePermission, useSignOut, useStopActing } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PreferencesMenu } from '../../ui/preferences-menu.tsx'
import { ContextSwitcher } from './context-switcher.tsx'
import { Omnibox } from './omnibox.tsx'
import styles from './cabinet-header.module.css'

export function CabinetHeader() {
  const { t } = useTranslation()
  const me = useMe()
  const signOut = useSignOut()
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  const items = [
    { to: '/catalogue', label: t('nav.catalogue'), shown: usePermission('catalogue.view') },
    { to: '/quick-order', label: t('nav.quickOrder'), shown: usePermission('carts.edit') },
    { to: '/orders', label: t('nav.orders'), shown: true },
    { to: '/company', label: t('nav.company'), shown: true },
  ]
  return (
    <header className={styles.header}>
      <ActingBanner />
      <div className={styles.top}>
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${styles.burger}`}
          aria-label={t('nav.menu')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconMenu2 size={20} />
        </button>
        <Link to="/home" className={styles.brand} aria-label={t('brand')}>
          <Mark size={26} />
          <span>{t('brand')}</span>
        </Link>
        <Omnibox />
        <ContextSwitcher />
        <CartsButton />
      </div>
      <div className={styles.second} data-open={open} key={pathname}>
        <nav className={styles.nav}>
          {items
            .filter(({ shown }) => shown)
            .map(({ to, label }) => (
              <NavLink key={to} to={to} className={styles.link}>
                {label}
              </NavLink>
            ))}
        </nav>
        <div className={styles.person}>
          {me?.operator && <Link to="/office">{t('nav.office')}</Link>}
          <Link to="/profile">{me?.user?.name}</Link>
          <PreferencesMenu />
          <button
            type="button"
            className={`${controls.button} ${controls.quiet} ${controls.compact}`}
            onClick={() => signOut.mutate()}
          >
            {t('nav.signOut')}
          </button>
        </div>
      </div>
    </header>
  )
}

function ActingBanner() {
  const { t } = useTranslation()
  const format = useFormat()
  const acting = useMe()?.acting
  const stop = useStopActing()
  if (!acting) return null
  return (
    <div className={styles.acting} role="status">
      <span>
        {t(`acting.${acting.mode}`, { company: acting.companyName, until: format.dateTime(acting.until) })}
      </span>
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        onClick={() => stop.mutate()}
      >
        {t('acting.stop')}
      </button>
    </div>
  )
}

function CartsButton() {
  const { t } = useTranslation()
  const format = useFormat()
  const allowed = usePermission('carts.edit')
  const carts = useQuery({ ...queryFor(listCarts, {}), enabled: allowed })
  if (!allowed) return null
  const items = carts.data?.items ?? []
  const newest = items[0]
  const lines = items.reduce((count, cart) => count + cart.lineCount, 0)
  return (
    <Link to={newest ? `/carts/${newest.id}` : '/carts'} className={styles.carts} aria-label={t('nav.carts')}>
      <IconShoppingCart size={20} />
      <span className={styles.cartsText}>
        <b>{lines}</b>
        {newest?.gross && <span>{format.money(newest.gross)}</span>}
      </span>
    </Link>
  )
}
