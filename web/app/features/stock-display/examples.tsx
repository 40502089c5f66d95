import { stockExamples, type StockDisplayKind } from '@portal/api/stock-display.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { StockBadge } from '../../ui/stock-badge.tsx'
import styles from './stock-display.module.css'
import './texts.ts'

/** What some stocks will look like; the server says it, so that nothing is masked in two ways. */
export function Examples({
  looks,
}: {
  looks: { display: StockDisplayKind; fewBelow: string; manyFrom: string; cap: string }
}) {
  const { t } = useTranslation('stock-display')
  const format = useFormat()
  const examples = useQuery({
    ...queryFor(stockExamples, { query: looks }),
    placeholderData: keepPreviousData,
  })
  if (!examples.data) return null
  return (
    <section className={styles.examples} aria-live="polite">
      <h3>{t('form.examples')}</h3>
      <dl>
        {examples.data.items.map(({ quantity, stock }) => (
          <div key={quantity} style={{ display: 'contents' }}>
            <dt className={styles.soft}>{t('form.isThere', { quantity: format.number(quantity) })}</dt>
            <dd>
              {stock.display === 'hidden' ? (
                <span className={styles.soft}>{t('form.unseen')}</span>
              ) : (
                <StockBadge stock={stock} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
