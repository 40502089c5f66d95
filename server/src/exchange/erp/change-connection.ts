import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { createConnection, updateConnection } from '@portal/api/exchange.ts'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { hashPassword } from '#kernel/passwords.ts'
import { record } from '#src/people/audit/public.ts'
import { settingsOf } from './connection-settings.ts'

/** Lets an ERP in. Its id is also the source of every key that it will bring. */
export async function addConnection(
  context: Context,
  body: ParsedOf<typeof createConnection>['body'],
): Promise<string> {
  const id = newId()
  const passwordHash = await hashPassword(body.password)
  await transaction(context.db, async (tx) => {
    const seller = await tx
      .selectFrom('sellers.sellers')
      .select('id')
      .where('id', '=', body.sellerId)
      .executeTakeFirst()
    if (!seller) throw new AppError('not_found')
    const made = await tx
      .insertInto('erp.connections')
      .values({
        id,
        name: body.name,
        source: `1c:${id}`,
        login: body.login,
        password_hash: passwordHash,
        seller_id: body.sellerId,
        created_at: context.now,
      })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new AppError('in_use', {}, { login: 'in_use' })
    await record(tx, context, { action: 'connection.create', entityKind: 'connection', entityId: id })
  })
  return id
}

export async function changeConnection(
  context: Context,
  connectionId: string,
  body: ParsedOf<typeof updateConnection>['body'],
): Promise<void> {
  const passwordHash = body.password === undefined ? undefined : await hashPassword(body.password)
  await transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('erp.connections')
      .select('settings')
      .where('id', '=', connectionId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    await tx
      .updateTable('erp.connections')
      .set({
        settings: JSON.stringify({ ...settingsOf(before.settings), ...body.settings }),
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.active === undefined ? {} : { active: body.active }),
        ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
      })
      .where('id', '=', connectionId)
      .execute()
    const { password: _, ...told } = body
    await record(tx, context, {
      action: 'connection.change',
      entityKind: 'connection',
      entityId: connectionId,
      details: told,
    })
  })
}
