import type { ProductRow } from '@portal/api/goods.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table.tsx'
import figures from '../../ui/figures.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import list from '../../ui/office-list.module.css'
import { ProductPicture } from '../offer/product-picture.tsx'
import styles from './goods.module.css'
import './texts.ts'

/** The operator's goods, one a row. */
export function ProductTable(
  props: Pick<DataTableProps<ProductRow>, 'rows' | 'empty' | 'error' | 'onRetry' | 'busy' | 'selection'>,
) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const columns: Column<ProductRow>[] = [
    {
      key: 'picture',
      title: t('column.picture'),
      width: 56,
      phone: 'hidden',
      cell: (product) => <ProductPicture src={product.picture} size={32} />,
    },
    {
      key: 'article',
      title: t('column.article'),
      width: 150,
      oneLine: true,
      cell: (product) => <code className={styles.code}>{product.article}</code>,
    },
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (product) => (
        <>
          <Link to={`/office/products/${product.id}`}>{product.name}</Link>
          <span className={list.under}>{product.categoryName}</span>
        </>
      ),
    },
    {
      key: 'stock',
      title: t('column.stock'),
      width: 110,
      align: 'end',
      cell: (product) => (
        <>
          {format.number(product.stock)} <span className={figures.unit}>{product.unitName}</span>
        </>
      ),
    },
    {
      key: 'basePrice',
      title: t('column.basePrice'),
      width: 120,
      align: 'end',
      cell: (product) => <MoneyText value={product.basePrice} />,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 130,
      cell: (product) => <ProductState product={product} />,
    },
  ]
  return (
    <DataTable
      {...props}
      label={t('title')}
      columns={columns}
      rowKey={(product) => product.id}
      rowLink={(product) => `/office/products/${product.id}`}
    />
  )
}

/** Is it offered, and do guests see it? */
export function ProductState({
  product,
}: {
  product: Pick<ProductRow, 'active' | 'public' | 'hasVariants'>
}) {
  const { t } = useTranslation('goods')
  return (
    <span className={styles.badges}>
      {product.hasVariants ? (
        <Badge>{t('variants')}</Badge>
      ) : product.active ? (
        <Badge tone="good">{t('active')}</Badge>
      ) : (
        <Badge tone="warning">{t('off')}</Badge>
      )}
      {!product.public && <Badge>{t('hidden')}</Badge>}
    </span>
  )
}
