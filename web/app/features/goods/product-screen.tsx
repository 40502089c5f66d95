import { getProductAsOperator, type ProductDetails } from '@portal/api/goods.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { ProductAbsentRule } from '../absent-rules/product-rule.tsx'
import { ProductVat } from '../vat-classes/product-vat.tsx'
import { MediaPanel } from '../product-media/media-panel.tsx'
import { ProductCodes } from '../cross-references/product-codes.tsx'
import { AnalogsPanel } from './analogs-panel.tsx'
import styles from './goods.module.css'
import { ProductFacts } from './product-facts.tsx'
import { ProductPrices } from './product-prices.tsx'
import { ProductStock } from './product-stock.tsx'
import { ProductState } from './product-table.tsx'
import { ProductUnits } from './product-units.tsx'
import './texts.ts'
import { useSwitchProducts } from './use-switch-products.ts'

/** One product with everything that the portal knows of it. */
export function ProductScreen({ productId }: { productId: string }) {
  const product = useQuery(queryFor(getProductAsOperator, { params: { productId } }))
  if (isLost(product)) return <ErrorState error={product.error} onRetry={() => void product.refetch()} />
  if (!product.data) return <Skeleton lines={14} />
  return <ProductPage product={product.data} />
}

function ProductPage({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  return (
    <>
      <title>{product.name}</title>
      <PageHeader
        title={product.name}
        note={
          <>
            <code className={styles.code}>{product.article}</code> <ProductState product={product} />
          </>
        }
      >
        <Switches product={product} />
      </PageHeader>
      <div className={styles.page}>
        <div className={styles.column}>
          <Panel title={t('prices')}>
            <ProductPrices prices={product.prices} />
          </Panel>
          <Panel title={t('stock')}>
            <ProductStock product={product} />
          </Panel>
          <Panel title={t('gallery')}>
            <MediaPanel product={product} />
          </Panel>
          <Panel title={t('whenAbsent')}>
            <ProductAbsentRule product={product} />
          </Panel>
          <Panel title={t('contracts')}>
            <Contracts product={product} />
          </Panel>
          <Panel title={t('analogs.title')}>
            <AnalogsPanel product={product} />
          </Panel>
          <Panel title={t('crossReferences')}>
            <ProductCodes product={product} />
          </Panel>
          {product.description && (
            <Panel title={t('description')}>
              <p className={styles.description}>{product.description}</p>
            </Panel>
          )}
        </div>
        <div className={styles.column}>
          <Panel title={t('facts')}>
            <ProductFacts product={product} />
          </Panel>
          <Panel title={t('fact.vat')}>
            <ProductVat productId={product.id} />
          </Panel>
          <Panel title={t('units')}>
            <ProductUnits product={product} />
          </Panel>
          <Panel title={t('attributes')}>
            <Attributes product={product} />
          </Panel>
          <Panel title={t('external')}>
            <ExternalIds product={product} />
          </Panel>
        </div>
      </div>
    </>
  )
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Switches({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  const mayManage = useOperatorPermission('goods.manage')
  const change = useSwitchProducts()
  if (!mayManage) return null
  const productIds = [product.id]
  return (
    <>
      <button
        type="button"
        className={controls.button}
        disabled={change.isPending}
        onClick={() => change.mutate({ productIds, to: { public: !product.public } })}
      >
        {t(product.public ? 'hide' : 'show')}
      </button>
      {!product.hasVariants && (
        <button
          type="button"
          className={product.active ? controls.button : `${controls.button} ${controls.primary}`}
          disabled={change.isPending}
          onClick={() => change.mutate({ productIds, to: { active: !product.active } })}
        >
          {t(product.active ? 'switchOff' : 'switchOn')}
        </button>
      )}
    </>
  )
}

function Contracts({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const { items, total } = product.contracts
  if (total === 0) return <p className={styles.soft}>{t(product.active ? 'noContracts' : 'inactiveHint')}</p>
  return (
    <>
      <ul className={styles.contracts}>
        {items.map((contract) => (
          <li key={contract.id}>
            <Link to={`/office/contracts/${contract.id}`}>{contract.number}</Link>
            <span className={styles.soft}> {contract.companyName}</span>
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p className={styles.soft}>
          {t('contractsMore', { shown: format.number(items.length), total: format.number(total) })}
        </p>
      )}
    </>
  )
}

function Attributes({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  if (product.attributes.length === 0) return <p className={styles.soft}>{t('noAttributes')}</p>
  return (
    <dl className={styles.facts}>
      {product.attributes.map((attribute) => (
        <div key={attribute.id} style={{ display: 'contents' }}>
          <dt>{attribute.name}</dt>
          <dd>
            {attribute.value} {attribute.unit}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function ExternalIds({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('goods')
  if (product.externalIds.length === 0) return <p className={styles.soft}>{t('noExternal')}</p>
  return (
    <ul className={styles.list}>
      {product.externalIds.map(({ source, sourceName, externalId }) => (
        <li key={`${source} ${externalId}`}>
          {sourceName ?? source}
          <br />
          <code className={styles.soft}>{externalId}</code>
        </li>
      ))}
    </ul>
  )
}
