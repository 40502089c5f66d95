import { findSubstitutes, type Substitute } from '@portal/api/analogs.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { StockBadge } from '../../ui/stock-badge.tsx'
import styles from './substitutes.module.css'
import './texts.ts'

/** A row in trouble, under the key that its substitutes are asked for by. */
export interface RowInNeed {
  key: string
  productId?: string | undefined
  article?: string | undefined
  packagingId?: string | undefined
  quantity?: string | undefined
}

const most = 1000

/** What may be taken in the place of these rows, all asked for at once. */
export function useSubstitutes(rows: readonly RowInNeed[]): ReadonlyMap<string, readonly Substitute[]> {
  const asked = rows.slice(0, most)
  const wanted = asked.map(({ key: _key, ...row }) => row)
  const answer = useQuery({
    ...queryFor(findSubstitutes, { body: { wanted } }),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
  })
  const keys = asked.map(({ key }) => key).join('\n')
  return useMemo(() => {
    // the answer kept from before may be to fewer or other rows
    const found = answer.isPlaceholderData ? undefined : answer.data?.found
    return new Map(keys.split('\n').map((key, index) => [key, found?.[index] ?? []]))
  }, [keys, answer.data, answer.isPlaceholderData])
}

/** The substitutes of one row, each with its price and stock; a press takes one, in as much as stands for the row. */
export function Substitutes({
  items,
  disabled = false,
  onTake,
}: {
  items: readonly Substitute[]
  disabled?: boolean
  onTake: (substitute: Substitute) => void
}) {
  const { t } = useTranslation('offer')
  const format = useFormat()
  if (items.length === 0) return null
  return (
    <ul className={styles.list} aria-label={t('substitutes.label')}>
      {items.slice(0, 3).map((substitute) => {
        const { item, kind, note, quantity } = substitute
        const unit = item.units[0]?.name ?? ''
        return (
          <li key={`${kind} ${item.productId}`}>
            <button
              type="button"
              className={styles.take}
              disabled={disabled}
              title={note ?? undefined}
              onClick={() => onTake(substitute)}
            >
              <span className="visually-hidden">{t('substitutes.take')} </span>
              <b>{t(`substitutes.${kind}`)}</b>
              <code>{item.article}</code>
              <span>{item.name}</span>
              {quantity && (
                <span className={styles.quantity}>
                  {format.number(quantity)} {unit}
                </span>
              )}
            </button>
            <span className={styles.facts}>
              <StockBadge stock={item.stock} unit={unit} />
              {item.price && <MoneyText value={item.price.unitPrice} />}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
