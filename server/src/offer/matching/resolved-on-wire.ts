import type { ResolvedRow } from '@portal/api/offer.ts'
import type { Db } from '#kernel/db.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Conditions, InCarts } from '#src/offer/showcase/public.ts'
import { resolveRows, type WrittenRow } from './resolve-rows.ts'
import { itemsById } from './upload-rows.ts'

/** Pasted rows, recognised, with what is shown of their products; one answer per row, in order. */
export async function resolvedOnWire(
  db: Db,
  conditions: Conditions,
  rows: readonly Omit<WrittenRow, 'rowNumber'>[],
  inCarts: InCarts,
): Promise<Omit<ResolvedRow, 'otherContracts'>[]> {
  const written = rows.map((row, index) => ({ ...row, rowNumber: index + 1 }))
  const resolved = await resolveRows(db, conditions, written)
  const ids = resolved.flatMap((each) => [...(each.productId ? [each.productId] : []), ...each.candidateIds])
  const items = await itemsById(db, conditions, ids, inCarts)
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
