import type { FamilyMember } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { sumOf } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import { moveInGrid } from '../../ui/grid-keys.ts'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { StockBadge } from '../../ui/stock-badge.tsx'
import type { Picks } from '../catalogue/picks.ts'
import { productPath } from '../offer/product-path.ts'
import { inBaseUnits, rulesIn, unitOf } from '../offer/units.ts'
import styles from './family.module.css'
import { valuesHere } from './layers.ts'
import './texts.ts'

interface Axis {
  name: string
  unit: string | null
  values: readonly string[]
}

/** A matrix higher than this scrolls by itself, so that its head stays in sight. */
const tall = 14

/** Two axes as a spreadsheet: a quantity in every cell, Enter goes down, arrows go around. */
export function FamilyMatrix({
  rows,
  columns,
  members,
  current,
  picks,
  withPrices,
}: {
  rows: Axis
  columns: Axis
  members: readonly FamilyMember[]
  /** the slug of the product whose page this is */
  current: string
  picks: Picks
  /** false: they have one price, which is told above */
  withPrices: boolean
}) {
  const { t } = useTranslation('product')
  const format = useFormat()
  const orders = usePermission('carts.edit')
  const label = (value: string, axis: Axis) => (axis.unit ? `${value} ${axis.unit}` : value)
  const cells = Map.groupBy(members, ({ values }) => `${values[0]}\n${values[1]}`)
  const down = valuesHere(rows.values, members, 0)
  const across = valuesHere(columns.values, members, 1)
  const asked = (of: readonly FamilyMember[]) => {
    const typed = of.map(({ item }) => picks.of(item)).filter(({ ticked }) => ticked)
    if (typed.length === 0) return null
    return format.number(
      sumOf(typed.map(({ item, packagingId, quantity }) => inBaseUnits(item, packagingId, quantity ?? '0'))),
    )
  }
  return (
    <div
      className={styles.scroll}
      data-tall={down.length > tall}
      tabIndex={0}
      role="region"
      aria-label={t('variants')}
    >
      <table className={styles.matrix} onKeyDown={(event) => moveInGrid(event)}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {rows.name} / {columns.name}
            </th>
            {across.map((column) => (
              <th key={column} scope="col">
                {label(column, columns)}
              </th>
            ))}
            {orders && (
              <th scope="col" className={styles.total}>
                {t('variantsTotal')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {down.map((row, index) => (
            <tr key={row} data-index={index}>
              <th scope="row">{label(row, rows)}</th>
              {across.map((column) => {
                const here = cells.get(`${row}\n${column}`) ?? []
                return (
                  <td key={column} data-column={column} data-empty={here.length === 0}>
                    {here.map((member) => (
                      <Cell
                        key={member.item.productId}
                        item={member.item}
                        here={member.item.slug === current}
                        picks={picks}
                        withPrice={withPrices}
                      />
                    ))}
                  </td>
                )
              })}
              {orders && (
                <td className={styles.total}>{asked(members.filter(({ values }) => values[0] === row))}</td>
              )}
            </tr>
          ))}
        </tbody>
        {orders && (
          <tfoot>
            <tr>
              <th scope="row">{t('variantsTotal')}</th>
              {across.map((column) => (
                <td key={column} className={styles.total}>
                  {asked(members.filter(({ values }) => values[1] === column))}
                </td>
              ))}
              <td className={styles.total}>
                <b>{asked(members)}</b>
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Cell({
  item,
  here,
  picks,
  withPrice,
}: {
  item: FamilyMember['item']
  here: boolean
  picks: Picks
  withPrice: boolean
}) {
  const { t } = useTranslation(['offer', 'common'])
  const format = useFormat()
  const seesPrices = usePermission('prices.view')
  const orders = usePermission('carts.edit')
  const outcome = picks.outcomeOf(item.productId)
  const { packagingId, quantity } = picks.of(item)
  const rules = rulesIn(item, packagingId)
  const unit = unitOf(item, packagingId)
  const price = item.price ? format.money(item.price.unitPrice) : t('common:price.onRequest')
  return (
    <div className={styles.cell} data-here={here} data-outcome={outcome?.outcome}>
      {orders && (
        <QuantityInput
          // what was typed in pieces is not what is typed in boxes
          key={packagingId}
          {...rules}
          value={quantity}
          label={t('quantityOf', { name: item.article ?? item.name })}
          placeholder={rules.step && rules.step !== '1' ? format.number(rules.step) : ''}
          disabled={item.onRequest}
          onChange={(next) => picks.setQuantity(item, next)}
        />
      )}
      <span className={styles.facts}>
        <Link
          to={productPath(item.slug)}
          className={styles.link}
          title={item.name}
          aria-current={here ? 'page' : undefined}
        >
          {seesPrices && (withPrice || item.onRequest) ? price : (item.article ?? item.name)}
        </Link>
        {unit && unit.packagingId !== baseUnit && (
          <span className={styles.unit}>
            {unit.name} × {format.number(unit.factor)}
          </span>
        )}
      </span>
      <StockBadge stock={item.stock} />
    </div>
  )
}
