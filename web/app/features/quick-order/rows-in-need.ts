import type { ResolvedRow } from '@portal/api/matching.ts'
import type { RowInNeed } from '../offer/substitutes.tsx'

/** Sold no more, not there, or not enough of it: something else may stand for it. */
export function needsSubstitute({ outcome, reasons }: Pick<ResolvedRow, 'outcome' | 'reasons'>): boolean {
  return (
    outcome === 'analog' ||
    outcome === 'not_available' ||
    reasons.some(({ code }) => code === 'not_enough' || code === 'backorder')
  )
}

/** A product that is known is named by its id, one that is sold no more by its article. */
export function inNeed(
  key: string,
  {
    item,
    article,
    packagingId,
    quantity,
  }: Pick<ResolvedRow, 'item' | 'article' | 'packagingId' | 'quantity'>,
): RowInNeed {
  return {
    key,
    ...(item ? { productId: item.productId } : { article: article.trim() }),
    ...(packagingId ? { packagingId } : {}),
    ...(quantity ? { quantity } : {}),
  }
}
