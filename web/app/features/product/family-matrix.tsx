import type { FamilyMember } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { moveInGrid } from '../../ui/grid-keys.ts'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { StockBadge } from '../../ui/stock-badge.tsx'
import type { Picks } from '../catalogue/picks.ts'
import { productPath } from '../offer/product-path.ts'
import { rulesIn } from '../offer/units.ts'
import styles from './family-matrix.module.css'
import './texts.ts'

interface Axis {
  name: string
  unit: string | null
  values: readonly string[]
}

/** Two axes as a spreadsheet: a quantity in every cell, Enter goes down, arrows go around. */
export function FamilyMatrix({
  rows,
  columns,
  members,
  current,
  picks,
}: {
  rows: Axis
  columns: Axis
  members: readonly FamilyMember[]
  /** the slug of the product whose page this is */
  current: string
  picks: Picks
}) {
  const { t } = useTranslation('product')
  const label = (value: string, axis: Axis) => (axis.unit ? `${value} ${axis.unit}` : value)
  const cells = Map.groupBy(members, ({ values }) => `${values[0]}\n${values[1]}`)
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('variants')}>
      <table className={styles.matrix} onKeyDown={(event) => moveInGrid(event)}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {rows.name} / {columns.name}
            </th>
            {columns.values.map((column) => (
              <th key={column} scope="col">
                {label(column, columns)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.values.map((row, index) => (
            <tr key={row} data-index={index}>
              <th scope="row">{label(row, rows)}</th>
              {columns.values.map((column) => (
                <td key={column} data-column={column}>
                  {cells.get(`${row}\n${column}`)?.map((member) => (
                    <Cell
                      key={member.item.productId}
                      item={member.item}
                      here={member.item.slug === current}
                      picks={picks}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ item, here, picks }: { item: FamilyMember['item']; here: boolean; picks: Picks }) {
  const { t } = useTranslation(['offer', 'common'])
  const format = useFormat()
  const seesPrices = usePermission('prices.view')
  const orders = usePermission('carts.edit')
  const outcome = picks.outcomeOf(item.productId)
  const rules = rulesIn(item, baseUnit)
  const price = item.price ? format.money(item.price.unitPrice) : t('common:price.onRequest')
  return (
    <div className={styles.cell} data-here={here} data-outcome={outcome?.outcome}>
      {orders && (
        <QuantityInput
          {...rules}
          value={picks.of(item).quantity}
          label={t('quantityOf', { name: item.article ?? item.name })}
          placeholder={rules.step && rules.step !== '1' ? format.number(rules.step) : ''}
          disabled={item.onRequest}
          onChange={(quantity) => picks.setQuantity(item, quantity)}
        />
      )}
      <Link
        to={productPath(item.slug)}
        className={styles.link}
        title={item.name}
        aria-current={here ? 'page' : undefined}
      >
        {seesPrices ? price : item.article}
      </Link>
      <StockBadge stock={item.stock} />
    </div>
  )
}
