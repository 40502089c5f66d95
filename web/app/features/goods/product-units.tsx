import type { ProductDetails } from '@portal/api/goods.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './goods.module.css'

/** What the product is counted in, how units turn into one another, and the barcodes of each. */
export function ProductUnits({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  return (
    <div className={styles.list}>
      <ul className={styles.list}>
        <li>
          {product.unitName} <span className={styles.soft}>{t('baseUnit')}</span>
        </li>
        {product.packagings.map((packaging) => (
          <li key={packaging.id}>
            {t(packaging.denominator === '1' ? 'factor' : 'factorOf', {
              unit: packaging.unitName,
              base: product.unitName,
              numerator: format.number(packaging.numerator),
              denominator: format.number(packaging.denominator),
            })}{' '}
            {!packaging.active && <Badge>{t('unitOff')}</Badge>}
          </li>
        ))}
      </ul>
      {product.barcodes.length > 0 && (
        <ul className={styles.list}>
          {product.barcodes.map(({ barcode, unitName }) => (
            <li key={barcode}>
              <code className={styles.code}>{barcode}</code>{' '}
              <span className={styles.soft}>{unitName ?? product.unitName}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
