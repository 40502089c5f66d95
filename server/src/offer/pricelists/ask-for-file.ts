import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { addMaking } from './make-file.ts'
import { lockProfile, note } from './write-profile.ts'

/** Files of one person that may wait to be made. */
const most = 10

/** Has a file made of a profile as it is now; throws not_found, limit_reached. */
export async function askForFile(
  context: Context,
  profileId: string,
  { mailWhenReady = false }: { mailWhenReady?: boolean | undefined },
): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    const profile = await lockProfile(tx, context, profileId)
    const { waiting } = await tx
      .selectFrom('pricelists.files')
      .select((select) => select.fn.countAll<string>().as('waiting'))
      .where('user_id', '=', profile.user_id)
      .where('state', 'in', ['queued', 'making'])
      .executeTakeFirstOrThrow()
    if (Number(waiting) >= most) throw new AppError('limit_reached', { most })
    await tx
      .insertInto('pricelists.files')
      .values({
        id,
        company_id: profile.company_id,
        contract_id: profile.contract_id,
        user_id: profile.user_id,
        on_behalf: profile.on_behalf,
        profile_id: profileId,
        purpose: 'download',
        name: profile.name,
        settings: JSON.stringify(profile.settings),
        logo_file_id: profile.logo_file_id,
        mail_when_ready: mailWhenReady,
        created_at: context.now,
      })
      .execute()
    await addMaking(tx, { id, purpose: 'download' })
    await note(tx, context, 'make_file', profileId, { fileId: id })
  })
  return id
}
