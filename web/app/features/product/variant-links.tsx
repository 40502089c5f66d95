import { getFamily, type ProductCard } from '@portal/api/offer.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { productPath } from '../offer/product-path.ts'
import { variantName } from './variant-name.ts'
import styles from './family.module.css'
import './texts.ts'

const bySize = new Intl.Collator('ru', { numeric: true })
/** So many on either side: the neighbours of a size are what people look for. */
const beside = 4

/** On a phone the line is swept: it begins where the product itself stands. */
function intoSight(link: HTMLAnchorElement | null) {
  const line = link?.parentElement
  if (line) line.scrollLeft = link.offsetLeft - (line.clientWidth - link.offsetWidth) / 2
}

/** The nearest other variants, a click away; all of them stand in the table below, which says what their values are of. */
export function VariantLinks({ product: { slug, variants } }: { product: ProductCard }) {
  const { t } = useTranslation('product')
  const format = useFormat()
  const some = variants.length > 1
  const family = useQuery({ ...queryFor(getFamily, { params: { slug } }), enabled: some }).data
  if (!some) return null
  const names = new Map(
    family?.items.map(({ item, values }) => [item.productId, variantName(family.axes, values)]),
  )
  const sorted = variants.toSorted((a, b) => bySize.compare(a.label, b.label))
  const at = sorted.findIndex(({ current }) => current)
  const from = Math.max(0, Math.min(at - beside, sorted.length - 2 * beside - 1))
  const near = sorted.slice(from, from + 2 * beside + 1)
  return (
    <nav className={styles.near} aria-label={t('variantsNear')}>
      <span className={styles.layerName}>{t('variantsNear')}</span>
      {near.map(({ productId, slug: address, label, current }) => (
        <Link
          key={productId}
          to={productPath(address)}
          className={styles.chip}
          aria-current={current ? 'page' : undefined}
          ref={current ? intoSight : undefined}
        >
          {names.get(productId) ?? label}
        </Link>
      ))}
      {near.length < sorted.length && (
        <a href="#variants" className={styles.all}>
          {t('variantsAll', { count: sorted.length, formatted: format.number(sorted.length) })}
        </a>
      )}
    </nav>
  )
}
