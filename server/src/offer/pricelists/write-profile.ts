import { AppError } from '@portal/api/errors.ts'
import { mostProfiles } from '@portal/api/price-file-profiles.ts'
import type { PriceFileSettings } from '@portal/api/price-file-settings.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, signedIn } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { priceListTerms } from './access.ts'
import { readSettings } from './settings.ts'

interface Written {
  name: string
  settings: PriceFileSettings
}

/** Saves a new profile of the caller under his present contract; throws invalid_input, name_taken, limit_reached. */
export async function createProfile(context: Context, { name, settings }: Written): Promise<string> {
  const terms = priceListTerms(context)
  const userId = signedIn(context).id
  const read = readSettings(settings)
  const id = newId()
  await transaction(context.db, async (tx) => {
    const { count } = await tx
      .selectFrom('pricelists.profiles')
      .select((select) => select.fn.countAll<string>().as('count'))
      .where('user_id', '=', userId)
      .where('contract_id', '=', terms.contractId)
      .executeTakeFirstOrThrow()
    if (Number(count) >= mostProfiles) throw new AppError('limit_reached', { most: mostProfiles })
    const made = await tx
      .insertInto('pricelists.profiles')
      .values({
        id,
        company_id: terms.companyId,
        contract_id: terms.contractId,
        user_id: userId,
        on_behalf: context.caller.acting !== null,
        name,
        settings: JSON.stringify(read),
        created_at: context.now,
        updated_at: context.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new AppError('name_taken', { name })
    await note(tx, context, 'create', id, { name })
  })
  return id
}

/** Changes a profile; throws not_found, invalid_input, name_taken. */
export async function changeProfile(
  context: Context,
  profileId: string,
  { name, settings }: Written,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const profile = await lockProfile(tx, context, profileId)
    const read = readSettings(settings)
    const same = await tx
      .selectFrom('pricelists.profiles')
      .select('id')
      .where('user_id', '=', profile.user_id)
      .where('contract_id', '=', profile.contract_id)
      .where(sql`lower(name)`, '=', sql`lower(${name})`)
      .where('id', '<>', profileId)
      .executeTakeFirst()
    if (same) throw new AppError('name_taken', { name })
    await tx
      .updateTable('pricelists.profiles')
      .set({ name, settings: JSON.stringify(read), updated_at: context.now })
      .where('id', '=', profileId)
      .execute()
    await note(tx, context, 'change', profileId, { name, markUp: read.markUp, scope: read.scope })
  })
}

/** Deletes a profile with its timetable and addresses; throws not_found. */
export async function deleteProfile(context: Context, profileId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const profile = await lockProfile(tx, context, profileId)
    await tx.deleteFrom('pricelists.profiles').where('id', '=', profileId).execute()
    await note(tx, context, 'delete', profileId, { name: profile.name })
  })
}

/** One of the caller's own profiles under his present contract, locked; throws not_found. */
export async function lockProfile(tx: Tx, context: Context, profileId: string) {
  const { contractId } = priceListTerms(context)
  const profile = await tx
    .selectFrom('pricelists.profiles')
    .selectAll()
    .where('id', '=', profileId)
    .where('user_id', '=', signedIn(context).id)
    .where('contract_id', '=', contractId)
    .forUpdate()
    .executeTakeFirst()
  if (!profile) throw new AppError('not_found')
  return profile
}

export function note(
  tx: Tx,
  context: Context,
  verb: string,
  profileId: string,
  details: Record<string, unknown>,
): Promise<void> {
  return record(tx, context, {
    action: `price_file_profile.${verb}`,
    entityKind: 'price_file_profile',
    entityId: profileId,
    companyId: priceListTerms(context).companyId,
    details,
  })
}
