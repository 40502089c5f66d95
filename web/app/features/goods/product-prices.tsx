import type { ProductDetails } from '@portal/api/goods.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import figures from '../../ui/figures.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PricePeriod } from './price-period.tsx'

type Price = ProductDetails['prices'][number]

/** The product's prices in every list, the base list first. */
export function ProductPrices({ prices }: { prices: readonly Price[] }) {
  const { t } = useTranslation('goods')
  const format = useFormat()
  const columns: Column<Price>[] = [
    {
      key: 'list',
      title: t('price.list'),
      main: true,
      cell: (price) => (
        <>
          <Link to={`/office/price-lists/${price.priceListId}`}>{price.priceListName}</Link>{' '}
          {price.isBase && <Badge tone="accent">{t('price.base')}</Badge>}
        </>
      ),
    },
    {
      key: 'from',
      title: t('price.from'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: (price) =>
        price.minQuantity !== '0' && (
          <>
            {format.number(price.minQuantity)} <span className={figures.unit}>{price.unitName}</span>
          </>
        ),
    },
    {
      key: 'amount',
      title: t('price.amount'),
      width: 150,
      align: 'end',
      cell: (price) => (
        <>
          <MoneyText value={price.amount} />
          <span className={figures.unit}>
            {' '}
            {price.perQuantity === '1'
              ? `/ ${price.unitName}`
              : t('price.per', { quantity: format.number(price.perQuantity), unit: price.unitName })}
          </span>
        </>
      ),
    },
    {
      key: 'vat',
      title: t('price.vat'),
      width: 90,
      phone: 'labelled',
      cell: (price) => t(price.includesVat ? 'price.withVat' : 'price.withoutVat'),
    },
    {
      key: 'period',
      title: t('price.period'),
      width: 190,
      cell: (price) => <PricePeriod from={price.validFrom} until={price.validUntil} />,
    },
  ]
  return (
    <DataTable
      label={t('prices')}
      columns={columns}
      rows={prices}
      rowKey={(price) =>
        `${price.priceListId} ${price.packagingId} ${price.minQuantity} ${price.validFrom ?? ''}`
      }
      empty={<EmptyState title={t('noPrices')}>{t('noPricesHint')}</EmptyState>}
    />
  )
}
