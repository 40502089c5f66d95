import { getCategories } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { CategoryTiles } from '../../features/public/category-tiles.tsx'
import { tilesUnder } from '../../features/public/category-tree.ts'
import { PageHead } from '../../features/public/page-head.tsx'
import { requestContext } from '../../lib/request-context.ts'
import { stillPage } from '../../lib/still-page.ts'
import { EmptyState } from '../../ui/states.tsx'
import styles from '../../features/public/public.module.css'
import type { Route } from './+types/products'

export const handle = stillPage

export async function loader({ context }: Route.LoaderArgs) {
  const { items } = await context.get(requestContext).call(getCategories, {})
  return { categories: tilesUnder(items, null) }
}

/** The public catalogue: what there is, by category. */
export default function Products({ loaderData: { categories } }: Route.ComponentProps) {
  const { t } = useTranslation(['public', 'common'])
  const count = categories.reduce((sum, category) => sum + category.count, 0)
  return (
    <>
      <PageHead
        title={`${t('catalogue.title')} · ${t('brand', { ns: 'common' })}`}
        description={t('catalogue.description', { count })}
        path="/products"
      />
      <header className={styles.head}>
        <h1>{t('catalogue.title')}</h1>
        <p>{t('catalogue.lead')}</p>
      </header>
      {categories.length === 0 ? (
        <EmptyState title={t('catalogue.empty')}>{t('catalogue.emptyHint')}</EmptyState>
      ) : (
        <CategoryTiles categories={categories} />
      )}
    </>
  )
}
