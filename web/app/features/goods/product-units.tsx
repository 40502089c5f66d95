import type { ProductDetails } from '@portal/api/goods.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { QuantitiesDialog } from './quantities-dialog.tsx'
import styles from './goods.module.css'

/** What the product is counted in, how units turn into one another, and the barcodes of each. */
export function ProductUnits({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const mayManage = useOperatorPermission('goods.manage')
  const [editing, setEditing] = useState(false)
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
      {mayManage && (
        <p className={styles.panelActions}>
          <button type="button" className={controls.button} onClick={() => setEditing(true)}>
            {t('quantities.open')}
          </button>
        </p>
      )}
      {editing && <QuantitiesDialog product={product} onClose={() => setEditing(false)} />}
    </div>
  )
}
