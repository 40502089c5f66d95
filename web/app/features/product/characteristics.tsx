import type { ProductCard } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './product.module.css'
import './texts.ts'

/** What it is, in words and in rows; a row without a value is not there. */
export function Characteristics({ product }: { product: ProductCard }) {
  const { t } = useTranslation('product')
  const format = useFormat()
  const base = product.units[0]?.name ?? ''
  const rows: [string, string][] = [
    ...product.attributes.map(({ name, value, unit }): [string, string] => [
      name,
      unit ? `${value} ${unit}` : value,
    ]),
    ...told([
      [t('facts.manufacturer'), product.manufacturer],
      [t('facts.country'), product.country],
      [
        t('facts.weight', { unit: base }),
        product.weightKg && t('kg', { value: format.number(product.weightKg) }),
      ],
      [
        t('facts.volume', { unit: base }),
        product.volumeM3 && t('m3', { value: format.number(product.volumeM3) }),
      ],
      ...product.units
        .slice(1)
        .map((unit): [string, string] => [
          t('facts.packaging', { unit: unit.name }),
          `${format.number(unit.factor)} ${base}`,
        ]),
      [t('facts.barcodes'), product.barcodes.join(', ')],
      [t('facts.seller'), product.sellerName],
    ]),
  ]
  return (
    <section className={styles.section}>
      <h2>{t('characteristics')}</h2>
      {product.fullName && product.fullName !== product.name && <p>{product.fullName}</p>}
      {product.description && <p className={styles.description}>{product.description}</p>}
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function told(rows: readonly [string, string | null][]): [string, string][] {
  return rows.flatMap(([name, value]) => (value ? [[name, value]] : []))
}
