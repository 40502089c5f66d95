import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import type { Files } from '#kernel/files.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { picturesThere } from './add-picture.ts'
import { forgetUnused } from './forget-unused.ts'
import { setMainPictures } from './main-picture.ts'

/** Removes a picture and, where nothing else shows it, its file. One of an exchange would come back: it is refused. */
export async function dropPicture(
  context: Context,
  files: Files,
  { productId, pictureId }: { productId: string; pictureId: string },
): Promise<void> {
  const fileId = await transaction(context.db, async (tx) => {
    const picture = (await picturesThere(tx, productId)).find(({ id }) => id === pictureId)
    if (!picture) throw new AppError('not_found')
    if (picture.source_path !== null) throw new AppError('media_from_exchange')
    await tx.deleteFrom('catalog.pictures').where('id', '=', pictureId).execute()
    await setMainPictures(tx, [productId])
    await record(tx, context, {
      action: 'product.remove_picture',
      entityKind: 'product',
      entityId: productId,
      details: { pictureId },
    })
    return picture.file_id
  })
  if (fileId) await forgetUnused(context.db, files, [fileId])
}
