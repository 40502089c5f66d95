import type { FamilyMember } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { PriceCell } from '../../ui/price-cell.tsx'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StockBadge, TransitText } from '../../ui/stock-badge.tsx'
import type { Picks } from '../catalogue/picks.ts'
import { Estimate } from '../offer/estimate.tsx'
import { productPath } from '../offer/product-path.ts'
import { UnitSelect } from '../offer/unit-select.tsx'
import { estimateLine, rulesIn } from '../offer/units.ts'
import styles from './family.module.css'
import './texts.ts'

/** Variants along one axis, or without any: a row each, a quantity in it. */
export function FamilyRows({
  axis,
  members,
  current,
  picks,
}: {
  axis: { name: string; unit: string | null } | undefined
  members: readonly FamilyMember[]
  /** the slug of the product whose page this is */
  current: string
  picks: Picks
}) {
  const { t } = useTranslation(['product', 'offer'])
  const format = useFormat()
  const seesPrices = usePermission('prices.view')
  const orders = usePermission('carts.edit')
  const named = ({ item, label, values }: FamilyMember) =>
    values[0] && axis ? (axis.unit ? `${values[0]} ${axis.unit}` : values[0]) : (label ?? item.name)
  const columns: (Column<FamilyMember> | false)[] = [
    {
      key: 'value',
      title: axis?.name ?? t('variant'),
      main: true,
      cell: (member) => (
        <Link
          to={productPath(member.item.slug)}
          className={styles.value}
          title={member.item.name}
          aria-current={member.item.slug === current ? 'page' : undefined}
        >
          {named(member)}
        </Link>
      ),
    },
    {
      key: 'article',
      title: t('offer:article'),
      width: 190,
      cell: ({ item }) => <span className={styles.article}>{item.article}</span>,
    },
    {
      key: 'stock',
      title: t('offer:stock'),
      width: 150,
      cell: ({ item }) => (
        <>
          <StockBadge stock={item.stock} unit={item.units[0]?.name ?? ''} />{' '}
          <TransitText lot={item.inTransit} />
        </>
      ),
    },
    seesPrices && {
      key: 'price',
      title: t('offer:price'),
      width: 150,
      align: 'end',
      phone: 'rest',
      cell: ({ item }) => <PriceCell price={item.price} onRequest={item.onRequest} />,
    },
    orders && {
      key: 'unit',
      title: t('offer:unit'),
      width: 104,
      cell: ({ item }) => (
        <UnitSelect
          item={item}
          value={picks.of(item).packagingId}
          onChange={(packagingId) => picks.setUnit(item, packagingId)}
        />
      ),
    },
    orders && {
      key: 'quantity',
      title: t('offer:quantity'),
      width: 132,
      align: 'end',
      cell: ({ item }) => {
        const rules = rulesIn(item, picks.of(item).packagingId)
        return (
          <QuantityInput
            {...rules}
            value={picks.of(item).quantity}
            label={t('offer:quantityOf', { name: item.article ?? item.name })}
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
        title: t('offer:sum'),
        width: 120,
        align: 'end',
        cell: ({ item }) => {
          const { quantity, packagingId, ticked } = picks.of(item)
          return ticked && quantity !== null && <Estimate value={estimateLine(item, packagingId, quantity)} />
        },
      },
  ]
  return (
    <DataTable
      label={t('variants')}
      columns={columns.filter((column) => column !== false)}
      rows={members}
      rowKey={({ item }) => item.productId}
      empty={<EmptyState title={t('variantsNone')} />}
      {...(orders ? { selection: picks.selectionOf(members.map(({ item }) => item)) } : {})}
    />
  )
}
