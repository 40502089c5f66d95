import type { OfferItem } from '@portal/api/offer.ts'
import type { RowReason } from '@portal/api/matching.ts'
import type { UploadRow as UploadRowOnWire } from '@portal/api/uploads.ts'
import { AppError } from '@portal/api/errors.ts'
import { type Selectable, sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { decimal, wireQuantity } from '#kernel/money.ts'
import type { DB } from '#src/database.ts'
import { type Conditions, type InCarts, itemsOf, loadOffered } from '#src/offer/showcase/public.ts'
import type { Resolution, WrittenRow } from './resolve-rows.ts'
import { uploadOf } from './upload-view.ts'

export type StoredRow = Selectable<DB['matching.upload_rows']>
export type UploadRow = Omit<UploadRowOnWire, 'otherContracts'>

export async function insertRows(
  tx: Tx,
  uploadId: string,
  sheet: string | null,
  written: readonly WrittenRow[],
  resolved: readonly Resolution[],
): Promise<void> {
  const answers = resolved.map(storedAnswer)
  const column = <K extends keyof (typeof answers)[number]>(key: K) => answers.map((answer) => answer[key])
  const ids = answers.map(({ candidate_ids }) => `{${candidate_ids.join(',')}}`)
  await sql`
    insert into matching.upload_rows (upload_id, sheet, position, row_number, article_text, quantity_text, unit_text,
      outcome, product_id, packaging_id, quantity, candidate_ids, reasons)
    select ${uploadId}, ${sheet}, r.place - 1, r.row_number, r.article, r.quantity_text, r.unit, r.outcome, r.product_id,
      r.packaging_id, r.quantity, r.candidate_ids::uuid[], r.reasons::jsonb
    from unnest(${resolved.map((each) => each.rowNumber)}::int[], ${written.map((row) => row.article)}::text[],
      ${written.map((row) => row.quantity ?? null)}::text[], ${written.map((row) => row.unit ?? null)}::text[],
      ${column('outcome')}::text[], ${column('product_id')}::uuid[], ${column('packaging_id')}::uuid[],
      ${column('quantity')}::numeric[], ${ids}::text[], ${column('reasons')}::text[])
      with ordinality as r(row_number, article, quantity_text, unit, outcome, product_id, packaging_id, quantity,
        candidate_ids, reasons, place)`.execute(tx)
}

export function storedAnswer(each: Resolution) {
  return {
    outcome: each.outcome,
    product_id: each.productId,
    packaging_id: each.packagingId,
    quantity: each.quantity?.toFixed() ?? null,
    candidate_ids: each.candidateIds,
    reasons: JSON.stringify(each.reasons),
  }
}

/** A page of rows after a position, as the caller is offered their products today. */
export async function listRows(
  db: Db,
  terms: BuyerTerms,
  conditions: Conditions,
  uploadId: string,
  filter: { outcome?: StoredRow['outcome']; after: number; limit: number },
  inCarts: InCarts,
): Promise<{ rows: UploadRow[]; nextAfter: number | null }> {
  const upload = await uploadOf(db, terms, uploadId).select('id').executeTakeFirst()
  if (!upload) throw new AppError('not_found')
  let query = db
    .selectFrom('matching.upload_rows')
    .selectAll()
    .where('upload_id', '=', uploadId)
    .where('position', '>', filter.after)
  if (filter.outcome) query = query.where('outcome', '=', filter.outcome)
  const found = await query
    .orderBy('position')
    .limit(filter.limit + 1)
    .execute()
  const shown = found.slice(0, filter.limit)
  const rows = await rowsOnWire(db, conditions, shown, inCarts)
  return { rows, nextAfter: found.length > filter.limit ? shown.at(-1)!.position : null }
}

export async function rowsOnWire(
  db: Db,
  conditions: Conditions,
  rows: readonly StoredRow[],
  inCarts: InCarts,
): Promise<UploadRow[]> {
  const ids = rows.flatMap((row) => [...(row.product_id ? [row.product_id] : []), ...row.candidate_ids])
  const items = await itemsById(db, conditions, ids, inCarts)
  return rows.map((row) => ({
    position: row.position,
    sheet: row.sheet,
    rowNumber: row.row_number,
    article: row.article_text ?? '',
    quantityText: row.quantity_text,
    outcome: row.outcome,
    // written by us in this shape
    reasons: row.reasons as unknown as RowReason[],
    item: row.product_id === null ? null : (items.get(row.product_id) ?? null),
    packagingId: row.packaging_id,
    quantity: row.quantity === null ? null : wireQuantity(decimal(row.quantity)),
    candidates: row.candidate_ids.flatMap((id) => items.get(id) ?? []),
  }))
}

export async function itemsById(
  db: Db,
  conditions: Conditions,
  ids: readonly string[],
  inCarts: InCarts,
): Promise<Map<string, OfferItem>> {
  const offered = await loadOffered(db, conditions, [...new Set(ids)])
  const items = await itemsOf(db, conditions, [...offered.values()], inCarts)
  return new Map(items.map((item) => [item.productId, item]))
}
