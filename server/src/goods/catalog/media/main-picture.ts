import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'

/** As pictures stand: what a person has put in order, then the others as the exchange or their coming has them. */
export const pictureOrder = sql.raw('hand_position nulls last, position, id')

/** The first picture that is there is the main one; a product that has none any more loses it. */
export async function setMainPictures(tx: Tx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  await sql`
    update catalog.products p set picture_id = first.file_id
    from (select w.id, (select m.file_id from catalog.pictures m where m.product_id = w.id and m.file_id is not null
        order by ${pictureOrder} limit 1) as file_id
      from unnest(${[...productIds]}::uuid[]) as w(id)) first
    where p.id = first.id and p.picture_id is distinct from first.file_id`.execute(tx)
}
