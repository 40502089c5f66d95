import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'

export interface LockedPriceList {
  id: string
  name: string
  currency: string
  seller_id: string
  is_base: boolean
  active: boolean
  /** a cost list, an edition, or one that is in force on some days only */
  partial: boolean
  /** the exchange that writes its prices, or null when they are kept by hand */
  source: string | null
}

/** Locks a price list, so that its rows change one writer after another; throws not_found. */
export async function lockPriceList(tx: Tx, priceListId: string): Promise<LockedPriceList> {
  const { rows } = await sql<LockedPriceList>`
    select l.id, l.name, l.currency, l.seller_id, l.is_base, l.active,
      l.kind = 'cost' or l.edition_of is not null or isfinite(l.valid_from) or isfinite(l.valid_until) as partial,
      (select min(m.source) from pricing.price_list_mappings m where m.price_list_id = l.id) as source
    from pricing.price_lists l where l.id = ${priceListId} for no key update of l`.execute(tx)
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

/** Locks the seller of a price list, before the list: which of his lists is the base changes one writer after another. */
export async function lockSellerOf(tx: Tx, priceListId: string): Promise<void> {
  await sql`select from sellers.sellers
    where id = (select seller_id from pricing.price_lists where id = ${priceListId}) for no key update`.execute(
    tx,
  )
}

/** lockPriceList() for a change of its prices by hand; throws price_list_from_exchange: the next exchange would undo it. */
export async function lockHandmade(tx: Tx, priceListId: string): Promise<LockedPriceList> {
  const list = await lockPriceList(tx, priceListId)
  if (list.source !== null) throw new AppError('price_list_from_exchange')
  return list
}

/** Throws not_found. */
export async function mustBePriceList(db: Db, priceListId: string): Promise<void> {
  const found = await db
    .selectFrom('pricing.price_lists')
    .select('id')
    .where('id', '=', priceListId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
}

/** Says that the list is another one than it was. */
export async function touchPriceList(tx: Tx, priceListId: string, now: Date): Promise<void> {
  await tx.updateTable('pricing.price_lists').set({ updated_at: now }).where('id', '=', priceListId).execute()
}
