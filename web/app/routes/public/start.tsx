import { getMe } from '@portal/api/identity.ts'
import { getCategories } from '@portal/api/offer.ts'
import { getOperator } from '@portal/api/sellers.ts'
import { useTranslation } from 'react-i18next'
import { Link, redirect, useRouteLoaderData } from 'react-router'
import { ProductPicture } from '../../features/offer/product-picture.tsx'
import { CategoryTiles, type CategoryTile } from '../../features/public/category-tiles.tsx'
import { tilesUnder } from '../../features/public/category-tree.ts'
import { PageHead } from '../../features/public/page-head.tsx'
import { requestContext } from '../../lib/request-context.ts'
import { stillPage } from '../../lib/still-page.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import type { loader as rootLoader } from '../../root.tsx'
import type { Route } from './+types/start'
import styles from './start.module.css'

const benefits = ['prices', 'lists', 'stock', 'orders', 'companies', 'people'] as const
const steps = ['apply', 'contract', 'order'] as const

export const handle = stillPage

/** Who is signed in has work to do. */
export async function loader({ context }: Route.LoaderArgs) {
  const { call } = context.get(requestContext)
  const { user, operator } = await call(getMe, {})
  if (user) throw redirect(operator ? '/office' : '/home')
  const [{ seller }, { items }] = await Promise.all([call(getOperator, {}), call(getCategories, {})])
  return { seller, categories: tilesUnder(items, null) }
}

/** What a guest learns first: whose portal this is, what is sold, how one becomes a customer. */
export default function Start({ loaderData: { seller, categories } }: Route.ComponentProps) {
  const { t } = useTranslation(['public', 'common'])
  const format = useFormat()
  const { publicUrl } = useRouteLoaderData<typeof rootLoader>('root')!
  const count = format.number(categories.reduce((sum, category) => sum + category.count, 0))
  const lead = seller ? t('start.lead', { seller: seller.name, count }) : t('start.leadAnonymous')
  const brand = t('brand', { ns: 'common' })
  return (
    <>
      <PageHead
        title={`${seller ? `${seller.name}: ` : ''}${t('start.title')} · ${brand}`}
        description={lead}
        path="/"
        facts={
          seller
            ? [
                {
                  '@type': 'Organization',
                  name: seller.name,
                  legalName: seller.fullName,
                  taxID: seller.inn,
                  url: publicUrl,
                  ...(seller.legalAddress ? { address: seller.legalAddress } : {}),
                },
              ]
            : []
        }
      />
      <section className={styles.hero}>
        <div className={styles.promise}>
          <h1 className={styles.title}>{t('start.title')}</h1>
          <p className={styles.lead}>{lead}</p>
          <p className={styles.ways}>
            <Link to="/products" className={`${controls.button} ${controls.primary} ${controls.large}`}>
              {t('start.catalogue')}
            </Link>
            <Link to="/become-a-customer" className={`${controls.button} ${controls.large}`}>
              {t('nav.becomeCustomer', { ns: 'common' })}
            </Link>
          </p>
        </div>
        <Shelf categories={categories} />
      </section>
      {categories.length > 0 && (
        <section className={styles.block}>
          <header className={styles.blockHead}>
            <h2>{t('start.categories')}</h2>
            <Link to="/products">{t('start.all')}</Link>
          </header>
          <CategoryTiles categories={categories} heading="h3" />
        </section>
      )}
      <section className={styles.block}>
        <h2>{t('start.benefits')}</h2>
        <ul className={styles.benefits}>
          {benefits.map((key) => (
            <li key={key}>
              <h3>{t(`start.benefit.${key}.title`)}</h3>
              <p>{t(`start.benefit.${key}.text`)}</p>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.block}>
        <h2>{t('start.steps')}</h2>
        <ol className={styles.steps}>
          {steps.map((key) => (
            <li key={key}>
              <h3>{t(`start.step.${key}.title`)}</h3>
              <p>{t(`start.step.${key}.text`)}</p>
            </li>
          ))}
        </ol>
        <Link to="/become-a-customer" className={`${controls.button} ${controls.primary} ${controls.large}`}>
          {t('nav.becomeCustomer', { ns: 'common' })}
        </Link>
      </section>
    </>
  )
}

/** Four pictures of what is sold; the names stand below, so a screen reader passes them by. */
function Shelf({ categories }: { categories: readonly CategoryTile[] }) {
  const pictures = categories.flatMap(({ picture }) => picture ?? []).slice(0, 4)
  if (pictures.length < 4) return null
  return (
    <div className={styles.shelf} aria-hidden="true">
      {pictures.map((picture) => (
        <ProductPicture key={picture} src={picture} size={168} />
      ))}
    </div>
  )
}
