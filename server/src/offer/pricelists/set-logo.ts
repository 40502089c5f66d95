import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { type Files, keepFile } from '#kernel/files.ts'
import type { Context, UploadedFile } from '#kernel/mount.ts'
import { drawLogo } from './logo.ts'
import { ownProfiles } from './profiles.ts'
import { lockProfile, note } from './write-profile.ts'

/** Puts a picture at the head of a profile's files; throws not_found, file_kind_unknown. */
export async function setLogo(
  context: Context,
  files: Files,
  profileId: string,
  file: UploadedFile,
): Promise<void> {
  const profile = await ownProfiles(context).select('id').where('id', '=', profileId).executeTakeFirst()
  if (!profile) throw new AppError('not_found')
  const bytes = await drawLogo(file.path, file.name)
  await transaction(context.db, async (tx) => {
    await lockProfile(tx, context, profileId)
    const kept = await keepFile(tx, files, { name: 'logo.png', mime: 'image/png', bytes, now: context.now })
    await tx
      .updateTable('pricelists.profiles')
      .set({ logo_file_id: kept.id, updated_at: context.now })
      .where('id', '=', profileId)
      .execute()
    await note(tx, context, 'set_logo', profileId, { size: bytes.byteLength })
  })
}

/** Files that were made before keep the picture. */
export async function removeLogo(context: Context, profileId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockProfile(tx, context, profileId)
    await tx
      .updateTable('pricelists.profiles')
      .set({ logo_file_id: null, updated_at: context.now })
      .where('id', '=', profileId)
      .execute()
    await note(tx, context, 'remove_logo', profileId, {})
  })
}
