import type { OfferItem } from '@portal/api/offer.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { PriceCell } from '../../ui/price-cell.tsx'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { StockBadge, TransitText } from '../../ui/stock-badge.tsx'
import { Estimate } from '../offer/estimate.tsx'
import { OutcomeNote } from '../offer/outcome-note.tsx'
import { productPath } from '../offer/product-path.ts'
import { ProductPicture } from '../offer/product-picture.tsx'
import { UnitSelect } from '../offer/unit-select.tsx'
import { estimateLine, rulesIn } from '../offer/units.ts'
import { PartNumberField } from '../part-numbers/part-number-field.tsx'
import { SubscribeMark } from '../subscriptions/subscribe-button.tsx'
import { useTableLook } from './column-chooser.tsx'
import styles from './offer-table.module.css'
import type { Picks } from './picks.ts'
import './texts.ts'

/** Products as rows to order from: a quantity in each, Enter goes down. */
export function OfferTable({
  items,
  picks,
  label,
  busy,
  empty,
}: {
  items: readonly OfferItem[] | undefined
  picks: Picks
  label: string
  busy: boolean
  empty: ReactNode
}) {
  const columns = useColumns(picks)
  const orders = usePermission('carts.edit')
  const [{ dense }] = useTableLook()
  return (
    <DataTable
      density={dense ? 'compact' : 'normal'}
      label={label}
      columns={columns}
      rows={items}
      rowKey={(item) => item.productId}
      empty={empty}
      busy={busy}
      skeletonRows={20}
      {...(orders ? { selection: picks.selectionOf(items ?? []) } : {})}
    />
  )
}

function useColumns(picks: Picks): readonly Column<OfferItem>[] {
  const { t } = useTranslation('offer')
  const seesPrices = usePermission('prices.view')
  const orders = usePermission('carts.edit')
  const format = useFormat()
  const [{ hidden, dense }] = useTableLook()
  const columns: (Column<OfferItem> | false)[] = [
    {
      key: 'picture',
      title: '',
      width: 56,
      phone: 'hidden',
      cell: (item) => <ProductPicture src={item.picture} size={dense ? 24 : 32} />,
    },
    {
      key: 'article',
      title: t('article'),
      width: 164,
      cell: (item) => (
        <span className={styles.codes}>
          <Link to={productPath(item.slug)} className={styles.article} title={item.article ?? undefined}>
            {item.article}
          </Link>
          {item.partNumber &&
            (orders ? (
              <PartNumberField productId={item.productId} name={item.name} value={item.partNumber} />
            ) : (
              <span className={styles.soft} title={t('partNumber')}>
                {t('partNumberIs', { number: item.partNumber })}
              </span>
            ))}
        </span>
      ),
    },
    {
      key: 'name',
      title: t('name'),
      main: true,
      cell: (item) => <NameCell item={item} picks={picks} />,
    },
    {
      key: 'brand',
      title: t('brand'),
      width: 120,
      oneLine: true,
      phone: 'hidden',
      cell: (item) => item.brand,
    },
    {
      key: 'stock',
      title: t('stock'),
      width: 132,
      cell: (item) => (
        <span className={styles.codes}>
          <StockBadge stock={item.stock} unit={item.units[0]?.name ?? ''} />
          <TransitText lot={item.inTransit} />
          <SubscribeMark item={item} />
        </span>
      ),
    },
    seesPrices && {
      key: 'price',
      title: t('price'),
      width: 138,
      align: 'end',
      phone: 'rest',
      cell: (item) => <PriceCell price={item.price} onRequest={item.onRequest} />,
    },
    orders && {
      key: 'unit',
      title: t('unit'),
      width: 96,
      cell: (item) => (
        <UnitSelect
          item={item}
          value={picks.of(item).packagingId}
          onChange={(packagingId) => picks.setUnit(item, packagingId)}
        />
      ),
    },
    orders && {
      key: 'quantity',
      title: t('quantity'),
      width: 128,
      align: 'end',
      cell: (item) => {
        const rules = rulesIn(item, picks.of(item).packagingId)
        return (
          <QuantityInput
            {...rules}
            value={picks.of(item).quantity}
            label={t('quantityOf', { name: item.article ?? item.name })}
            placeholder={rules.step && rules.step !== '1' ? format.number(rules.step) : ''}
            disabled={item.onRequest}
            onChange={(quantity) => picks.setQuantity(item, quantity)}
          />
        )
      },
    },
    orders &&
      seesPrices && {
        key: 'sum',
        title: t('sum'),
        width: 116,
        align: 'end',
        cell: (item) => {
          const { quantity, packagingId, ticked } = picks.of(item)
          return ticked && quantity !== null && <Estimate value={estimateLine(item, packagingId, quantity)} />
        },
      },
  ]
  const away = new Set<string>(hidden)
  return columns.filter((column) => column !== false).filter(({ key }) => !away.has(key))
}

function NameCell({ item, picks }: { item: OfferItem; picks: Picks }) {
  const { t } = useTranslation('offer')
  const format = useFormat()
  const outcome = picks.outcomeOf(item.productId)
  return (
    <span className={styles.codes}>
      <Link to={productPath(item.slug)} className={styles.name} title={item.name}>
        {item.name}
      </Link>
      {outcome ? (
        <OutcomeNote row={outcome} />
      ) : (
        item.inCart !== null && (
          <span className={styles.inCart}>
            {t('inCart', { quantity: `${format.number(item.inCart)} ${item.units[0]?.name ?? ''}` })}
          </span>
        )
      )}
    </span>
  )
}
