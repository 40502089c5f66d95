import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@portal/api/errors.ts'
import { mediaLimits } from '@portal/api/product-media.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { type Files, keepFile } from '#kernel/files.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, UploadedFile } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { requireProduct } from './document-view.ts'
import { nameFor } from './known-formats.ts'
import { setMainPictures } from './main-picture.ts'
import { pictureBytes } from './picture-bytes.ts'

/** Adds a picture after the others; the same picture once more changes nothing. Throws what is wrong with it. */
export async function addPictureTo(
  context: Context,
  files: Files,
  productId: string,
  upload: UploadedFile,
): Promise<void> {
  await requireProduct(context.db, productId)
  // before the transaction: a large picture takes a second
  const bytes = await pictureBytes(await readFile(upload.path))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await transaction(context.db, async (tx) => {
    const before = await picturesThere(tx, productId)
    if (before.some((one) => one.sha256 === sha256)) return
    if (before.length >= mediaLimits.picturesOfProduct)
      throw new AppError('limit_reached', { most: mediaLimits.picturesOfProduct })
    const file = await keepFile(tx, files, {
      name: nameFor(path.parse(upload.name).name, 'webp'),
      mime: 'image/webp',
      bytes,
      now: context.now,
    })
    const id = newId()
    await tx
      .insertInto('catalog.pictures')
      .values({
        id,
        product_id: productId,
        file_id: file.id,
        position: Math.max(-1, ...before.map(({ position }) => position)) + 1,
      })
      .execute()
    await setMainPictures(tx, [productId])
    await record(tx, context, {
      action: 'product.add_picture',
      entityKind: 'product',
      entityId: productId,
      details: { pictureId: id, name: file.name, size: file.size },
    })
  })
}

/** Locks the product; throws not_found. */
export async function picturesThere(
  tx: Tx,
  productId: string,
): Promise<
  {
    id: string
    file_id: string | null
    position: number
    source_path: string | null
    sha256: string | null
  }[]
> {
  const { rows: products } = await sql`
    select from catalog.products where id = ${productId} for no key update`.execute(tx)
  if (products.length === 0) throw new AppError('not_found')
  return tx
    .selectFrom('catalog.pictures as m')
    .leftJoin('kernel.files as f', 'f.id', 'm.file_id')
    .select(['m.id', 'm.file_id', 'm.position', 'm.source_path', 'f.sha256'])
    .where('m.product_id', '=', productId)
    .execute()
}
