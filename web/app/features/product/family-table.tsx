import { getFamily } from '@portal/api/offer.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { OfferTable } from '../catalogue/offer-table.tsx'
import { PickedBar } from '../catalogue/picked-bar.tsx'
import { usePicks } from '../catalogue/picks.ts'
import { FamilyMatrix } from './family-matrix.tsx'
import styles from './product.module.css'
import './texts.ts'

/** The variants of a product, to order many at once: a matrix where two axes make one, rows otherwise. */
export function FamilyTable({ slug }: { slug: string }) {
  const { t } = useTranslation('product')
  const family = useQuery(queryFor(getFamily, { params: { slug } }))
  const picks = usePicks(family.data?.items.map(({ item }) => item))
  const { axes = [], items = [], more = false } = family.data ?? {}
  const [rows, columns, ...deeper] = axes
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({})
  const own = items.find(({ item }) => item.slug === slug)
  // beyond two axes one value of each is looked at: at first the one of the product whose page this is
  const layer = deeper.map((axis, index) => chosen[index] ?? own?.values[index + 2] ?? axis.values[0] ?? null)
  const shown = items.filter(({ values }) => layer.every((value, index) => values[index + 2] === value))
  return (
    <section className={styles.section}>
      <h2>{t('variants')}</h2>
      {family.error ? (
        <ErrorState error={family.error} onRetry={() => void family.refetch()} />
      ) : !family.data ? (
        <Skeleton lines={6} height={28} />
      ) : rows && columns ? (
        <>
          {deeper.map((axis, index) => (
            <div key={axis.name} className={styles.layers} role="group" aria-label={axis.name}>
              <span className={styles.layerName}>{axis.name}</span>
              {axis.values.map((value) => (
                <button
                  key={value}
                  type="button"
                  className={styles.layer}
                  aria-pressed={layer[index] === value}
                  onClick={() => setChosen((all) => ({ ...all, [index]: value }))}
                >
                  {axis.unit ? `${value} ${axis.unit}` : value}
                  <Asked
                    count={
                      items.filter(({ item, values }) => values[index + 2] === value && picks.of(item).ticked)
                        .length
                    }
                  />
                </button>
              ))}
            </div>
          ))}
          <FamilyMatrix rows={rows} columns={columns} members={shown} current={slug} picks={picks} />
        </>
      ) : (
        <OfferTable
          items={items.map(({ item }) => item)}
          picks={picks}
          label={t('variants')}
          busy={family.isPlaceholderData}
          empty={<EmptyState title={t('variantsNone')} />}
        />
      )}
      {more && <p className={styles.soft}>{t('variantsMore')}</p>}
      <PickedBar picks={picks} here={new Set(items.map(({ item }) => item.productId))} />
    </section>
  )
}

/** How many variants behind a button have a quantity: what is typed on one layer is not forgotten on another. */
function Asked({ count }: { count: number }) {
  const { t } = useTranslation('product')
  return count === 0 ? null : (
    <span className={styles.asked} aria-label={t('variantsAsked', { count })}>
      {count}
    </span>
  )
}
