import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import { signedIn, type Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'

export interface ProfileChange {
  name?: string | undefined
  phone?: string | null | undefined
  language?: 'ru' | 'en' | undefined
  timeZone?: string | undefined
}

/** Changes what a user says of himself; absent = keep, null = clear. */
export async function updateProfile(context: Context, change: ProfileChange): Promise<void> {
  const { id } = signedIn(context)
  if (change.timeZone !== undefined) requireTimeZone(change.timeZone)
  const columns = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.phone === undefined ? {} : { phone: change.phone }),
    ...(change.language === undefined ? {} : { language: change.language }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
  }
  if (Object.keys(columns).length === 0) return
  await transaction(context.db, async (tx) => {
    await tx.updateTable('identity.users').set(columns).where('id', '=', id).execute()
    await record(tx, context, { action: 'user.change', entityKind: 'user', entityId: id, details: columns })
  })
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw new AppError('invalid_input', {}, { timeZone: 'unknown' })
  }
}
