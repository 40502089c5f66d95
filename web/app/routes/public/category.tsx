import { getCatalogue, getCategories } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { data, Link, useRouteLoaderData } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { Breadcrumbs } from '../../features/public/breadcrumbs.tsx'
import { tilesUnder } from '../../features/public/category-tree.ts'
import { breadcrumbFacts, PageHead } from '../../features/public/page-head.tsx'
import { categoryPath } from '../../features/public/paths.ts'
import { ProductTiles } from '../../features/public/product-tiles.tsx'
import { requestContext } from '../../lib/request-context.ts'
import { stillPage } from '../../lib/still-page.ts'
import controls from '../../ui/controls.module.css'
import styles from '../../features/public/public.module.css'
import type { loader as rootLoader } from '../../root.tsx'
import type { Route } from './+types/category'

const perPage = 48

export const handle = stillPage

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { call } = context.get(requestContext)
  const asked = Number(new URL(request.url).searchParams.get('page') ?? 1)
  const page = Number.isInteger(asked) && asked > 0 && asked <= 2000 ? asked : 1
  const [found, { items: tree }] = await Promise.all([
    call(getCatalogue, { query: { category: params.slug, page, perPage } }),
    call(getCategories, {}),
  ])
  const pages = Math.max(1, Math.ceil(found.total / perPage))
  if (!found.category || page > pages) throw data(null, { status: 404 })
  return {
    category: found.category,
    subcategories: tilesUnder(tree, found.category.id),
    items: found.items,
    total: found.total,
    page,
    pages,
  }
}

/** A category as a guest and a search engine see it. */
export default function Category({ loaderData }: Route.ComponentProps) {
  const { category, subcategories, items, total, page, pages } = loaderData
  const { t } = useTranslation(['public', 'common'])
  const format = useFormat()
  const { publicUrl } = useRouteLoaderData<typeof rootLoader>('root')!
  const crumbs = [
    { name: t('catalogue.title'), path: '/products' },
    ...category.path.map(({ slug, name }) => ({ name, path: categoryPath(slug) })),
  ]
  const numbered = page > 1 ? ` · ${t('pages.of', { page, pages })}` : ''
  return (
    <>
      <PageHead
        title={`${category.name}${numbered} · ${t('brand', { ns: 'common' })}`}
        description={
          category.description?.slice(0, 300) ||
          t('category.description', { name: category.name, count: total })
        }
        path={categoryPath(category.slug, page)}
        facts={[breadcrumbFacts(publicUrl, crumbs)]}
      />
      <Breadcrumbs crumbs={crumbs} />
      <header className={styles.head}>
        <h1>{category.name}</h1>
        <p>
          {category.description ?? t('category.count', { count: total, formatted: format.number(total) })}
        </p>
      </header>
      {subcategories.length > 0 && (
        <nav aria-label={t('category.subcategories')}>
          <ul className={styles.subcategories}>
            {subcategories.map(({ slug, name, count }) => (
              <li key={slug}>
                <Link to={categoryPath(slug)}>
                  {name}
                  <span>{count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <ProductTiles items={items} />
      {pages > 1 && (
        <nav className={styles.pages} aria-label={t('pages.label')}>
          {page > 1 && (
            <Link rel="prev" className={controls.button} to={categoryPath(category.slug, page - 1)}>
              {t('pages.previous')}
            </Link>
          )}
          <span>{t('pages.of', { page, pages })}</span>
          {page < pages && (
            <Link rel="next" className={controls.button} to={categoryPath(category.slug, page + 1)}>
              {t('pages.next')}
            </Link>
          )}
        </nav>
      )}
    </>
  )
}
