import { useTranslation } from 'react-i18next'
import { Link, Outlet } from 'react-router'
import controls from '../../ui/controls.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PreferencesMenu } from '../../ui/preferences-menu.tsx'
import styles from './layout.module.css'

/** The public face: light, server-rendered, no component library. */
export default function PublicLayout() {
  const { t } = useTranslation()
  return (
    <div className={styles.page}>
      <a className="visually-hidden" href="#content">
        {t('skip')}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <Mark />
          {t('brand')}
        </Link>
        <nav className={styles.nav}>
          <Link to="/products">{t('nav.catalogue')}</Link>
          <Link to="/become-a-customer">{t('nav.becomeCustomer')}</Link>
        </nav>
        <Link to="/sign-in" className={`${controls.button} ${controls.primary}`}>
          {t('nav.signIn')}
        </Link>
      </header>
      <main id="content" className={styles.content}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <span>{t('brand')}</span>
        <PreferencesMenu />
      </footer>
    </div>
  )
}
