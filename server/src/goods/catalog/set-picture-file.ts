import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { pictureOf } from './media/wanted-files.ts'
import { setMainPictures } from './media/main-picture.ts'

/** A picture that a source's products were promised has come: they all get it, and as the main one where it stands first. */
export async function setPictureFile(
  tx: Tx,
  picture: { source: string; path: string },
  fileId: string,
): Promise<void> {
  const { rows } = await sql<{ product_id: string }>`
    update catalog.pictures m set file_id = ${fileId}
    where m.source_path = ${picture.path} and ${pictureOf(picture.source)} returning m.product_id`.execute(tx)
  await setMainPictures(
    tx,
    rows.map((row) => row.product_id),
  )
}
