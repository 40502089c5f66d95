import { getSubstitutes } from '@portal/api/analogs.ts'
import { getProduct, type ProductCard } from '@portal/api/offer.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem, queryFor } from '../../lib/api.ts'
import { usePermission } from '../../lib/me.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { PartNumberField } from '../part-numbers/part-number-field.tsx'
import { BuyBlock } from './buy-block.tsx'
import { Characteristics } from './characteristics.tsx'
import { FamilyTable } from './family-table.tsx'
import { Gallery } from './gallery.tsx'
import { LinkedProducts } from './linked-products.tsx'
import { ProductFiles } from './product-files.tsx'
import { StockBlock } from './stock-block.tsx'
import { VariantLinks } from './variant-links.tsx'
import styles from './product.module.css'
import './texts.ts'

/** A product as this buyer is offered it: what it is, what it costs him, where it lies, and how to order it. */
export function ProductScreen({ slug }: { slug: string }) {
  const product = useQuery(queryFor(getProduct, { params: { slug } }))
  // before what was read earlier: a switch of the contract may take the product away
  if (product.error instanceof ApiProblem && product.error.code === 'not_found')
    return <NotOffered slug={slug} />
  if (product.data) return <Product product={product.data} />
  if (product.error) return <ErrorState error={product.error} onRetry={() => void product.refetch()} />
  return (
    <div className={styles.top} aria-busy="true">
      <Skeleton height={380} />
      <Skeleton lines={8} height={28} />
      <Skeleton lines={3} height={110} />
    </div>
  )
}

function Product({ product }: { product: ProductCard }) {
  const { t } = useTranslation(['product', 'offer', 'common'])
  const numbers = usePermission('carts.edit')
  const absent = product.stock.level === 'none'
  return (
    <article>
      <title>{`${product.name} · ${t('common:brand')}`}</title>
      <Path path={product.categoryPath} />
      <header className={styles.head}>
        <h1>{product.name}</h1>
        <p className={styles.codes}>
          {product.article && (
            <span>
              {t('offer:article')} <b className={styles.mono}>{product.article}</b>
            </span>
          )}
          {numbers ? (
            <PartNumberField
              key={product.productId}
              productId={product.productId}
              name={product.name}
              value={product.partNumber}
            />
          ) : (
            product.partNumber && (
              <span>
                {t('offer:partNumber')} <b className={styles.mono}>{product.partNumber}</b>
              </span>
            )
          )}
          {product.manufacturerCode && product.manufacturerCode !== product.article && (
            <span>
              {t('manufacturerCode')} <b className={styles.mono}>{product.manufacturerCode}</b>
            </span>
          )}
          {product.brand && <Badge>{product.brand}</Badge>}
        </p>
        <VariantLinks product={product} />
      </header>
      <div className={styles.top}>
        <Gallery pictures={product.pictures} name={product.name} />
        <div className={styles.middle}>
          <StockBlock product={product} />
          <ProductFiles files={product.files} />
        </div>
        <BuyBlock product={product} />
      </div>
      {product.variants.length > 1 && <FamilyTable slug={product.slug} />}
      {absent && <LinkedProducts title={t('analogsNow')} items={product.analogs} />}
      <Characteristics product={product} />
      {!absent && <LinkedProducts title={t('analogs')} items={product.analogs} />}
      <LinkedProducts title={t('accessories')} items={product.accessories} />
    </article>
  )
}

function Path({ path }: { path: ProductCard['categoryPath'] }) {
  const { t } = useTranslation(['product', 'catalogue'])
  return (
    <nav className={styles.path} aria-label={t('breadcrumbs')}>
      <Link to="/catalogue">{t('catalogue')}</Link>
      {path.map(({ slug, name }) => (
        <Link key={slug} to={`/catalogue?category=${encodeURIComponent(slug)}`}>
          {name}
        </Link>
      ))}
    </nav>
  )
}

/** Outside the specification, taken off sale, or never there: one answer, which tells none from another. */
function NotOffered({ slug }: { slug: string }) {
  const { t } = useTranslation(['product', 'common'])
  const substitutes = useQuery(queryFor(getSubstitutes, { params: { slug } }))
  return (
    <section className={styles.absent}>
      <title>{`${t('absent.title')} · ${t('common:brand')}`}</title>
      <EmptyState title={t('absent.title')}>
        <p>{t('absent.text')}</p>
        <p className={styles.ways}>
          <Link className={`${controls.button} ${controls.primary}`} to="/catalogue">
            {t('absent.catalogue')}
          </Link>
        </p>
      </EmptyState>
      <LinkedProducts
        title={t('absent.substitutes')}
        items={(substitutes.data?.items ?? []).map(({ item, kind, note }) => ({ ...item, kind, note }))}
      />
    </section>
  )
}
