import { getFamily } from '@portal/api/offer.ts'
import { useQuery } from '@tanstack/react-query'
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
  const [rows, columns] = axes
  return (
    <section className={styles.section}>
      <h2>{t('variants')}</h2>
      {family.error ? (
        <ErrorState error={family.error} onRetry={() => void family.refetch()} />
      ) : !family.data ? (
        <Skeleton lines={6} height={28} />
      ) : rows && columns && axes.length === 2 ? (
        <FamilyMatrix rows={rows} columns={columns} members={items} current={slug} picks={picks} />
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
