import { AppError } from '@portal/api/errors.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { changeFamily, createFamily, OfficeFamily } from '@portal/api/families.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, signedIn } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { officeFamily, revision } from './office-family.ts'
import { lockFamily, placeMembers } from './place-members.ts'
import { writeAxes } from './write-axes.ts'

type Draft = ParsedOf<typeof changeFamily>['body']

/** Makes a family of the operator's own. Throws invalid_input for axes that cannot be. */
export async function makeFamily(
  context: Context,
  { productIds, ...draft }: ParsedOf<typeof createFamily>['body'],
): Promise<OutputOf<typeof createFamily>> {
  const familyId = newId()
  return transaction(context.db, async (tx) => {
    await sql`insert into catalog.families (id, name) values (${familyId}, ${draft.name})`.execute(tx)
    await write(tx, context, familyId, draft)
    const { axes } = await lockFamily(tx, familyId)
    const outcomes = await placeMembers(
      tx,
      context,
      familyId,
      axes,
      productIds.map((productId) => ({ productId, valueIds: [] })),
    )
    await record(tx, context, {
      action: 'family.create',
      entityKind: 'family',
      entityId: familyId,
      details: {
        name: draft.name,
        axes,
        members: outcomes.filter(({ outcome }) => outcome === 'added').length,
      },
    })
    return { family: await officeFamily(tx, context.language, familyId), outcomes }
  })
}

/** Throws not_found, terms_changed, and invalid_input for axes that cannot be. */
export async function alterFamily(context: Context, familyId: string, draft: Draft): Promise<OfficeFamily> {
  return transaction(context.db, async (tx) => {
    await lockFamily(tx, familyId)
    await requireRevision(tx, familyId, draft.revision)
    await write(tx, context, familyId, draft)
    await record(tx, context, {
      action: 'family.change',
      entityKind: 'family',
      entityId: familyId,
      details: { name: draft.name, axes: draft.axes.map(({ name }) => name) },
    })
    return officeFamily(tx, context.language, familyId)
  })
}

/** Of two people who change a family at once the second one hears of the first. */
async function requireRevision(tx: Tx, familyId: string, seen: string | undefined): Promise<void> {
  if (seen === undefined) return
  const { rows } = await sql<{ revision: string }>`
    select ${revision} as revision from catalog.families f where f.id = ${familyId}`.execute(tx)
  if (rows[0]!.revision !== seen) throw new AppError('terms_changed')
}

async function write(tx: Tx, context: Context, familyId: string, draft: Draft): Promise<void> {
  await sql`update catalog.families set name = ${draft.name}, name_en = ${draft.nameEn || null} where id = ${familyId}`.execute(
    tx,
  )
  await writeAxes(tx, familyId, draft.axes)
  await markEdited(tx, context, familyId)
}

/** Who changed a family last is told beside it. */
export async function markEdited(tx: Tx, context: Context, familyId: string): Promise<void> {
  await sql`update catalog.families set edited_at = ${context.now}, edited_by = ${signedIn(context).id}
    where id = ${familyId}`.execute(tx)
}

/** Its members stay in the catalogue, and no exchange makes the family again. Throws not_found. */
export async function dropFamily(context: Context, familyId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockFamily(tx, familyId)
    const { name } = await tx
      .selectFrom('catalog.families')
      .select('name')
      .where('id', '=', familyId)
      .executeTakeFirstOrThrow()
    const { rows: members } = await sql<{ id: string }>`
      update catalog.products set family_id = null, family_by_hand = true, updated_at = ${context.now}
      where family_id = ${familyId} returning id`.execute(tx)
    await sql`delete from catalog.family_places where product_id = any(${members.map(({ id }) => id)}::uuid[])`.execute(
      tx,
    )
    await sql`delete from catalog.families where id = ${familyId}`.execute(tx)
    await record(tx, context, {
      action: 'family.remove',
      entityKind: 'family',
      entityId: familyId,
      details: { name, members: members.length },
    })
  })
}
