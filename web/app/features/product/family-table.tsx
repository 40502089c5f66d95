import { getFamily, type FamilyMember } from '@portal/api/offer.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { PickedBar } from '../catalogue/picked-bar.tsx'
import { usePicks, type Picks } from '../catalogue/picks.ts'
import { OutcomeNote } from '../offer/outcome-note.tsx'
import { FamilyLayers } from './family-layers.tsx'
import { firstLayer, isPlaced, layerOf, standsOn, turnLayer } from './layers.ts'
import { FamilyMatrix } from './family-matrix.tsx'
import { FamilyRows } from './family-rows.tsx'
import { FamilyUnit } from './family-unit.tsx'
import { onePrice } from './one-price.ts'
import styles from './family.module.css'
import product from './product.module.css'
import './texts.ts'

const asked = { axis3: '', axis4: '', axis5: '' }

/** The variants of a product, to order many at once: a matrix where two axes make one, rows otherwise. */
export function FamilyTable({ slug }: { slug: string }) {
  const { t } = useTranslation('product')
  const format = useFormat()
  const orders = usePermission('carts.edit')
  const family = useQuery(queryFor(getFamily, { params: { slug } }))
  const picks = usePicks(family.data?.items.map(({ item }) => item))
  const [address, setAddress] = useUrlState(asked)
  const { axes = [], items = [], more = false } = family.data ?? {}
  const [rows, columns, ...deeper] = axes
  const placed = columns ? items.filter(isPlaced) : []
  const others = columns ? items.filter((member) => !isPlaced(member)) : items
  const layer = layerOf(placed, Object.values(address), slug)
  const shown = placed.filter((member) => standsOn(member, layer))
  const price = onePrice(items.map(({ item }) => item))
  return (
    <section className={product.section} id="variants">
      <h2>{t('variants')}</h2>
      {family.error && !family.data ? (
        <ErrorState error={family.error} onRetry={() => void family.refetch()} />
      ) : !family.data ? (
        <Skeleton lines={6} height={36} />
      ) : (
        <>
          {rows && columns && placed.length > 0 && (
            <>
              <div className={styles.head}>
                {deeper.map((axis, index) => (
                  <FamilyLayers
                    key={axis.name}
                    axis={axis}
                    chosen={layer[index] ?? null}
                    askedOn={(value) =>
                      placed.filter(
                        ({ item, values }) => values[firstLayer + index] === value && picks.of(item).ticked,
                      ).length
                    }
                    onChoose={(value) => {
                      const [axis3 = '', axis4 = '', axis5 = ''] = turnLayer(placed, layer, index, value)
                      setAddress({ axis3, axis4, axis5 }, { replace: true })
                    }}
                  />
                ))}
                {orders && <FamilyUnit items={items.map(({ item }) => item)} picks={picks} />}
                {price && (
                  <span className={styles.onePrice}>
                    {t('onePrice', { price: format.money(price), unit: items[0]?.item.units[0]?.name ?? '' })}
                  </span>
                )}
              </div>
              <FamilyMatrix
                rows={rows}
                columns={columns}
                members={shown}
                current={slug}
                picks={picks}
                withPrices={price === null}
              />
            </>
          )}
          {others.length > 0 && (
            <>
              {placed.length > 0 && <h3 className={styles.others}>{t('variantsOthers')}</h3>}
              <FamilyRows axis={columns ? undefined : rows} members={others} current={slug} picks={picks} />
            </>
          )}
          <Outcomes members={items} picks={picks} />
        </>
      )}
      {more && <p className={product.soft}>{t('variantsMore')}</p>}
      <PickedBar picks={picks} here={new Set(items.map(({ item }) => item.productId))} />
    </section>
  )
}

/** What did not go into the cart as it was asked for, row by row: a cell has no room for words. */
function Outcomes({ members, picks }: { members: readonly FamilyMember[]; picks: Picks }) {
  const { t } = useTranslation('product')
  const told = members.flatMap(({ item, values, label }) => {
    const row = picks.outcomeOf(item.productId)
    return row && row.outcome !== 'added' ? [{ item, values, label, row }] : []
  })
  if (told.length === 0) return null
  return (
    <ul className={styles.outcomes} aria-label={t('variantsOutcomes')}>
      {told.map(({ item, values, label, row }) => (
        <li key={item.productId}>
          <b>{values.filter(Boolean).join(' × ') || label || item.name}</b>{' '}
          <span className={product.mono}>{item.article}</span> <OutcomeNote row={row} />
        </li>
      ))}
    </ul>
  )
}
