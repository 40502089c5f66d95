import type { ResolvedRow } from '@portal/api/matching.ts'
import type { Db } from '#kernel/db.ts'
import { wireQuantity } from '#kernel/money.ts'
import { type Conditions, type InCarts, itemsAndPrices } from '#src/offer/showcase/public.ts'
import { linesOf, markOnRequest, recogniseRows, type WrittenRow } from './resolve-rows.ts'

/** Pasted rows, recognised, with what is shown of their products; one answer per row, in order. */
export async function resolvedOnWire(
  db: Db,
  conditions: Conditions,
  rows: readonly Omit<WrittenRow, 'rowNumber'>[],
  inCarts: InCarts,
): Promise<Omit<ResolvedRow, 'otherContracts'>[]> {
  const written = rows.map((row, index) => ({ ...row, rowNumber: index + 1 }))
  const { resolved, offered } = await recogniseRows(db, conditions, written)
  const { items: shown, prices } = await itemsAndPrices(db, conditions, [...offered.values()], inCarts)
  if (prices) markOnRequest(linesOf(resolved), prices)
  const items = new Map(shown.map((item) => [item.productId, item]))
  return resolved.map((each, position) => ({
    position,
    article: rows[position]!.article,
    outcome: each.outcome,
    reasons: each.reasons,
    item: each.productId === null ? null : (items.get(each.productId) ?? null),
    packagingId: each.packagingId,
    quantity: each.quantity && wireQuantity(each.quantity),
    candidates: each.candidateIds.flatMap((id) => items.get(id) ?? []),
  }))
}
