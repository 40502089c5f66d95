import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'

/** A picture that products were promised has come: they all get it, and as the main one where it is their first. */
export async function setPictureFile(tx: Tx, sourcePath: string, fileId: string): Promise<void> {
  await sql`with told as (
      update catalog.media set file_id = ${fileId} where source_path = ${sourcePath} and kind = 'picture'
      returning product_id, position
    )
    update catalog.products p set picture_id = ${fileId} from told where p.id = told.product_id and told.position = 0`.execute(
    tx,
  )
}
