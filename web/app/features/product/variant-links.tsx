import type { ProductCard } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { productPath } from '../offer/product-path.ts'
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

/** The nearest other variants, a click away; all of them stand in the table below. */
export function VariantLinks({ variants }: { variants: ProductCard['variants'] }) {
  const { t } = useTranslation('product')
  const format = useFormat()
  if (variants.length < 2) return null
  const sorted = variants.toSorted((a, b) => bySize.compare(a.label, b.label))
  const at = sorted.findIndex(({ current }) => current)
  const from = Math.max(0, Math.min(at - beside, sorted.length - 2 * beside - 1))
  const near = sorted.slice(from, from + 2 * beside + 1)
  return (
    <nav className={styles.near} aria-label={t('variantsNear')}>
      <span className={styles.layerName}>{t('variantsNear')}</span>
      {near.map(({ productId, slug, label, current }) => (
        <Link
          key={productId}
          to={productPath(slug)}
          className={styles.chip}
          aria-current={current ? 'page' : undefined}
          ref={current ? intoSight : undefined}
        >
          {label}
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
