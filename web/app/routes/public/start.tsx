import { useTranslation } from 'react-i18next'
import { Link, redirect } from 'react-router'
import { getMe } from '@portal/api/identity.ts'
import { requestContext } from '../../lib/request-context.ts'
import controls from '../../ui/controls.module.css'
import type { Route } from './+types/start'
import styles from './start.module.css'

/** Who is signed in has work to do. */
export async function loader({ context }: Route.LoaderArgs) {
  const { user, operator } = await context.get(requestContext).call(getMe, {})
  if (user) throw redirect(operator ? '/office' : '/home')
  return null
}

export default function Start() {
  const { t } = useTranslation()
  return (
    <section className={styles.hero}>
      <title>{t('brand')}</title>
      <meta name="description" content={t('start.lead')} />
      <h1 className={styles.title}>{t('start.title')}</h1>
      <p className={styles.lead}>{t('start.lead')}</p>
      <p className={styles.ways}>
        <Link to="/products" className={`${controls.button} ${controls.primary} ${controls.large}`}>
          {t('start.catalogue')}
        </Link>
        <Link to="/become-a-customer" className={`${controls.button} ${controls.large}`}>
          {t('nav.becomeCustomer')}
        </Link>
      </p>
    </section>
  )
}
