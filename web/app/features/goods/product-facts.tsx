import type { ProductDetails } from '@portal/api/goods.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import styles from './goods.module.css'

/** What stands in the product's own card. */
export function ProductFacts({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const quantity = (value: string | null) => value && `${format.number(value)} ${product.unitName}`
  const facts: [string, ReactNode][] = [
    [t('fact.number'), product.number],
    [
      t('fact.article'),
      product.article && (
        <code key="article" className={styles.code}>
          {product.article}
        </code>
      ),
    ],
    [t('fact.code'), product.code],
    [t('fact.manufacturerCode'), product.manufacturerCode],
    [t('fact.fullName'), product.fullName !== product.name && product.fullName],
    [
      t('fact.family'),
      product.family && (
        <Link key="family" to={`/office/families/${product.family.id}`}>
          {product.family.name}
        </Link>
      ),
    ],
    [t('fact.variant'), product.variantLabel],
    [t('fact.brand'), product.brand],
    [t('fact.manufacturer'), product.manufacturer],
    [t('fact.country'), product.country],
    [t('fact.seller'), product.sellerName],
    [t('fact.kind'), t(`kind.${product.kind}`)],
    [
      t('fact.categories'),
      product.categories.length > 0 &&
        product.categories.map(({ id, path }) => (
          <div key={id}>
            <Link to={`/office/products?category=${id}`}>{path.join(' / ')}</Link>
          </div>
        )),
    ],
    [t('fact.weight'), product.weightKg && format.number(product.weightKg)],
    [t('fact.volume'), product.volumeM3 && format.number(product.volumeM3)],
    [t('fact.min'), quantity(product.minQuantity)],
    [t('fact.step'), quantity(product.stepQuantity)],
    [t('fact.max'), quantity(product.maxQuantity)],
    [t('fact.created'), format.date(product.createdAt)],
    [t('fact.updated'), format.dateTime(product.updatedAt)],
  ]
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
