import { IconLayoutGrid, IconMenu2, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation, useNavigate } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import controls from '../../ui/controls.module.css'
import { Mark } from '../../ui/mark.tsx'
import { CartsButton } from './carts-button.tsx'
import { ContextSwitcher } from './context-switcher.tsx'
import { Omnibox } from './omnibox.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ShellNotices } from './shell-notices.tsx'
import { ShortcutHelp } from './shortcut-help.tsx'
import styles from './cabinet-header.module.css'

export function CabinetHeader() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { key } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null)
  const [keysShown, setKeysShown] = useState(false)
  const mayView = usePermission('catalogue.view')
  const mayOrder = usePermission('carts.edit')
  const seesPrices = usePermission('prices.view')
  useShortcut('g o', t('shortcuts.orders'), () => void navigate('/orders'))
  useShortcut('g c', t('shortcuts.catalogue'), () => void navigate('/catalogue'))
  useShortcut('?', t('shortcuts.help'), () => setKeysShown(true))
  // a page that was gone to closes the menu it was chosen in
  const open = openAt === key
  const pages = [
    { to: '/home', label: t('nav.home'), shown: true },
    { to: '/catalogue', label: t('nav.catalogue'), shown: mayView },
    { to: '/quick-order', label: t('nav.quickOrder'), shown: mayOrder },
    { to: '/orders', label: t('nav.orders'), shown: true },
    { to: '/on-the-way', label: t('nav.onTheWay'), shown: true },
    { to: '/price-files', label: t('nav.priceFiles'), shown: mayView && seesPrices },
    { to: '/company', label: t('nav.company'), shown: true },
  ]
  return (
    <header className={styles.header}>
      <ShellNotices />
      <div className={styles.top}>
        <button
          type="button"
          className={`${controls.icon} ${styles.burger}`}
          aria-label={t('nav.menu')}
          aria-expanded={open}
          onClick={() => setOpenAt(open ? null : key)}
        >
          {open ? <IconX size={22} /> : <IconMenu2 size={22} />}
        </button>
        <Link to="/home" className={styles.brand} aria-label={t('brand')}>
          <Mark size={28} />
          <span>{t('brand')}</span>
        </Link>
        {mayView && (
          <Link to="/catalogue" className={`${controls.button} ${controls.primary} ${styles.catalogue}`}>
            <IconLayoutGrid size={18} aria-hidden="true" />
            {t('nav.catalogue')}
          </Link>
        )}
        {mayView ? <Omnibox /> : <span className={styles.spacer} />}
        <div className={styles.context}>
          <ContextSwitcher />
        </div>
        <CartsButton />
        <PersonMenu face="cabinet" onKeys={() => setKeysShown(true)} />
      </div>
      <nav className={styles.second} data-open={open} aria-label={t('nav.menu')}>
        {pages
          .filter(({ shown }) => shown)
          .map(({ to, label }) => (
            <NavLink key={to} to={to} className={styles.link}>
              {label}
            </NavLink>
          ))}
        {open && (
          <div className={styles.contextInMenu}>
            <ContextSwitcher />
          </div>
        )}
      </nav>
      <ShortcutHelp opened={keysShown} onClose={() => setKeysShown(false)} />
    </header>
  )
}
