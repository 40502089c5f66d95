import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { setMainPictures } from './media/main-picture.ts'

/** A picture that products were promised has come: they all get it, and as the main one where it stands first. */
export async function setPictureFile(tx: Tx, sourcePath: string, fileId: string): Promise<void> {
  const { rows } = await sql<{ product_id: string }>`
    update catalog.pictures set file_id = ${fileId} where source_path = ${sourcePath} returning product_id`.execute(
    tx,
  )
  await setMainPictures(
    tx,
    rows.map((row) => row.product_id),
  )
}
