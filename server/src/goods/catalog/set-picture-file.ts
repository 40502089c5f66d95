import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { pictureOf } from './media/wanted-files.ts'
import { setMainPictures } from './media/main-picture.ts'

/**
 * A picture that a source's products were promised has come, or another one in its place: they all get it, and as the main
 * one where it stands first. `sha256` is of the bytes that the source sent, in a session
 * that began at `sentAt`. Answers the files that stood there before.
 */
export async function setPictureFile(
  tx: Tx,
  picture: { source: string; path: string; sha256: string; sentAt: Date },
  fileId: string,
): Promise<string[]> {
  const { rows } = await sql<{ product_id: string; former: string | null }>`
    with m as (select * from catalog.pictures m
      where m.source_path = ${picture.path} and ${pictureOf(picture.source)} for update)
    update catalog.pictures set file_id = ${fileId}, source_sha256 = ${picture.sha256},
      source_sent_at = ${picture.sentAt}
    from m where catalog.pictures.id = m.id returning m.product_id, m.file_id as former`.execute(tx)
  await setMainPictures(
    tx,
    rows.map((row) => row.product_id),
  )
  return [...new Set(rows.flatMap(({ former }) => former ?? []))]
}
