import { pictureWidths } from '@portal/api/pictures.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { type Files, forgetFiles } from '#kernel/files.ts'

/**
 * Forgets files that no product shows any more, with the smaller pictures that were made of them. After the transaction
 * that took them off: a process that dies in between leaves bytes that nobody can ask for, and nothing that is missing.
 */
export async function forgetUnused(db: Db, files: Files, fileIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; storage_key: string; mime: string }>`
    select f.id, f.storage_key, f.mime from kernel.files f where f.id = any(${[...fileIds]}::uuid[])
      and not exists (select from catalog.pictures m where m.file_id = f.id)
      and not exists (select from catalog.documents d where d.file_id = f.id)
      and not exists (select from catalog.products p where p.picture_id = f.id)`.execute(db)
  await forgetFiles(
    db,
    files,
    rows.map(({ id }) => id),
  )
  for (const { storage_key: key } of rows.filter(({ mime }) => mime.startsWith('image/')))
    for (const width of pictureWidths) {
      const small = `${key}-w${width}.webp`
      if (await files.has(small)) await files.remove(small)
    }
}
