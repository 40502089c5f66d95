import { getMe } from '@portal/api/identity.ts'
import { getOperator } from '@portal/api/sellers.ts'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, Outlet } from 'react-router'
import { requestContext } from '../../lib/request-context.ts'
import controls from '../../ui/controls.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PreferencesMenu } from '../../ui/preferences-menu.tsx'
import { SkipLink } from '../../ui/skip-link.tsx'
import type { Route } from './+types/layout'
import styles from './layout.module.css'

/** Where a person who is signed in already goes instead of to the sign-in page; whose portal this is. */
export async function loader({ context }: Route.LoaderArgs) {
  const { call } = context.get(requestContext)
  const [{ user, operator }, { seller }] = await Promise.all([call(getMe, {}), call(getOperator, {})])
  return { own: user && (operator ? ('office' as const) : ('cabinet' as const)), seller }
}

export const shouldRevalidate = () => false

/** The public face: light, server-rendered, no component library. */
export default function PublicLayout({ loaderData: { own, seller } }: Route.ComponentProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.page}>
      <SkipLink />
      <header className={styles.header}>
        <div className={styles.inner}>
          <Link to="/" className={styles.brand}>
            <Mark size={30} />
            {t('brand')}
          </Link>
          <nav className={styles.nav} aria-label={t('nav.menu')}>
            <NavLink to="/products">{t('nav.catalogue')}</NavLink>
            {!own && <NavLink to="/become-a-customer">{t('nav.becomeCustomer')}</NavLink>}
          </nav>
          {own ? (
            <Link
              to={own === 'office' ? '/office' : '/home'}
              className={`${controls.button} ${controls.primary}`}
            >
              {t(`nav.${own}`)}
            </Link>
          ) : (
            <Link to="/sign-in" className={`${controls.button} ${controls.primary}`}>
              {t('nav.signIn')}
            </Link>
          )}
        </div>
      </header>
      <main id="content" className={styles.content}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <div className={styles.inner}>
          <div className={styles.about}>
            {seller && (
              <p className={styles.seller}>
                <b>{seller.fullName}</b>
                <span>{t('footer.inn', { inn: seller.inn })}</span>
                {seller.ogrn && <span>{t('footer.ogrn', { ogrn: seller.ogrn })}</span>}
                {seller.legalAddress && <span>{seller.legalAddress}</span>}
              </p>
            )}
            <p>
              {t('brand')} · {t('footer.about')}
            </p>
          </div>
          <a href="/api/docs">{t('footer.api')}</a>
          <PreferencesMenu />
        </div>
      </footer>
    </div>
  )
}
