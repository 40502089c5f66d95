import type { Db } from '#kernel/db.ts'

export interface ProfileChange {
  name?: string | undefined
  phone?: string | null | undefined
  language?: 'ru' | 'en' | undefined
  timeZone?: string | undefined
}

/** Changes what a user says of himself; absent = keep, null = clear. */
export async function updateProfile(db: Db, userId: string, change: ProfileChange): Promise<void> {
  const columns = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.phone === undefined ? {} : { phone: change.phone }),
    ...(change.language === undefined ? {} : { language: change.language }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
  }
  if (Object.keys(columns).length === 0) return
  await db.updateTable('identity.users').set(columns).where('id', '=', userId).execute()
}
