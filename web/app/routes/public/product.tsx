import { getMe } from '@portal/api/identity.ts'
import { getProduct, type ProductCard } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { Link, useRouteLoaderData } from 'react-router'
import { Breadcrumbs } from '../../features/public/breadcrumbs.tsx'
import { breadcrumbFacts, PageHead } from '../../features/public/page-head.tsx'
import { categoryPath, productPath } from '../../features/public/paths.ts'
import { ProductTiles } from '../../features/public/product-tiles.tsx'
import { OfferedDocuments } from '../../features/product-media/offered-documents.tsx'
import { productPath as cabinetPath } from '../../features/offer/product-path.ts'
import { ProductPicture } from '../../features/offer/product-picture.tsx'
import { requestContext } from '../../lib/request-context.ts'
import { stillPage } from '../../lib/still-page.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { StockBadge } from '../../ui/stock-badge.tsx'
import styles from '../../features/public/public.module.css'
import type { loader as rootLoader } from '../../root.tsx'
import type { Route } from './+types/product'

export const handle = stillPage

export async function loader({ context, params }: Route.LoaderArgs) {
  const { call } = context.get(requestContext)
  const [product, me] = await Promise.all([
    call(getProduct, { params: { slug: params.slug } }),
    call(getMe, {}),
  ])
  return { product, buyer: me.current !== null }
}

/** 6 × 16 before 10 × 100. */
const bySize = new Intl.Collator('ru', { numeric: true })

/** A product as a guest and a search engine see it: everything but the price. */
export default function Product({ loaderData: { product, buyer } }: Route.ComponentProps) {
  const { t } = useTranslation(['public', 'common'])
  const { publicUrl } = useRouteLoaderData<typeof rootLoader>('root')!
  const crumbs = [
    { name: t('catalogue.title'), path: '/products' },
    ...product.categoryPath.map(({ slug, name }) => ({ name, path: categoryPath(slug) })),
    { name: product.name, path: productPath(product.slug) },
  ]
  const article = product.article ? `, ${t('product.article', { article: product.article })}` : ''
  const [picture, ...others] = product.pictures
  return (
    <article>
      <PageHead
        title={`${product.name}${article} · ${t('brand', { ns: 'common' })}`}
        description={t('product.description', { name: product.name, article })}
        path={productPath(product.slug)}
        picture={picture ?? null}
        facts={[productFacts(publicUrl, product), breadcrumbFacts(publicUrl, crumbs)]}
      />
      <Breadcrumbs crumbs={crumbs} />
      <div className={styles.product}>
        <div className={styles.gallery}>
          <ProductPicture
            src={picture ?? null}
            size={420}
            sizes="(width <= 720px) calc(100vw - 32px), 420px"
            alt={product.name}
            first
          />
          {others.length > 0 && (
            <div className={styles.thumbs}>
              {others.map((src) => (
                <a key={src} href={src}>
                  <ProductPicture src={src} size={72} alt={product.name} />
                </a>
              ))}
            </div>
          )}
        </div>
        <div>
          <h1>{product.name}</h1>
          <section className={styles.price} aria-label={t('product.priceTitle')}>
            <b>{t('product.priceTitle')}</b>
            <StockBadge stock={product.stock} unit={product.units[0]?.name ?? ''} />
            {buyer ? (
              <Link to={cabinetPath(product.slug)} className={`${controls.button} ${controls.primary}`}>
                {t('product.own')}
              </Link>
            ) : (
              <>
                <p>{t('product.priceText')}</p>
                <p className={styles.ways}>
                  <Link
                    to={`/sign-in?next=${encodeURIComponent(cabinetPath(product.slug))}`}
                    className={`${controls.button} ${controls.primary}`}
                  >
                    {t('nav.signIn', { ns: 'common' })}
                  </Link>
                  <Link to="/become-a-customer" className={controls.button}>
                    {t('nav.becomeCustomer', { ns: 'common' })}
                  </Link>
                </p>
              </>
            )}
          </section>
          <Facts product={product} />
        </div>
      </div>
      {product.description && (
        <section className={styles.block}>
          <h2>{t('product.about')}</h2>
          <p className={styles.about}>{product.description}</p>
        </section>
      )}
      <Documents product={product} />
      {product.variants.length > 1 && (
        <section className={styles.block}>
          <h2>{t('product.variants')}</h2>
          <ul className={styles.subcategories}>
            {product.variants
              .filter(({ current }) => !current)
              .toSorted((a, b) => bySize.compare(a.label, b.label))
              .slice(0, 60)
              .map(({ slug, label }) => (
                <li key={slug}>
                  <Link to={productPath(slug)}>{label}</Link>
                </li>
              ))}
          </ul>
        </section>
      )}
      {product.analogs.length > 0 && (
        <section className={styles.block}>
          <h2>{t('product.analogs')}</h2>
          <ProductTiles items={product.analogs} />
        </section>
      )}
    </article>
  )
}

function Facts({ product }: { product: ProductCard }) {
  const { t } = useTranslation('public')
  const format = useFormat()
  const base = product.units[0]?.name ?? ''
  const facts: [string, string | null][] = [
    [t('product.articleLabel'), product.article],
    [t('product.brand'), product.brand],
    [t('product.manufacturer'), product.manufacturer],
    [t('product.manufacturerCode'), product.manufacturerCode],
    [t('product.country'), product.country],
    [
      t('product.units'),
      product.units
        .map(({ name, factor }, index) =>
          index === 0 ? name : t('product.unitFactor', { name, factor: format.number(factor), base }),
        )
        .join('; '),
    ],
    [t('product.weight'), product.weightKg && format.number(product.weightKg)],
    [t('product.barcode'), product.barcodes.join(', ') || null],
    ...product.attributes.map(({ name, value, unit }): [string, string] => [
      unit ? `${name}, ${unit}` : name,
      value,
    ]),
  ]
  return (
    <section aria-label={t('product.attributes')}>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value], index) => (
            <FactPair key={index} name={name} value={value!} />
          ))}
      </dl>
    </section>
  )
}

function FactPair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function Documents({ product }: { product: ProductCard }) {
  const { t } = useTranslation('public')
  if (product.files.length === 0) return null
  return (
    <section className={styles.block}>
      <h2>{t('product.documents')}</h2>
      <OfferedDocuments files={product.files} />
    </section>
  )
}

/** schema.org: a product without an offer, since its price is a contract's. */
function productFacts(publicUrl: string, product: ProductCard): object {
  return {
    '@type': 'Product',
    name: product.name,
    url: `${publicUrl}${productPath(product.slug)}`,
    ...(product.article ? { sku: product.article } : {}),
    ...(product.manufacturerCode ? { mpn: product.manufacturerCode } : {}),
    ...(product.brand ? { brand: { '@type': 'Brand', name: product.brand } } : {}),
    ...(product.description ? { description: product.description.slice(0, 1000) } : {}),
    ...(product.pictures.length > 0 ? { image: product.pictures.map((path) => `${publicUrl}${path}`) } : {}),
    ...(product.barcodes[0]?.length === 13 ? { gtin13: product.barcodes[0] } : {}),
  }
}
