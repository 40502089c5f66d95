import { AppError } from '@portal/api/errors.ts'
import type { PriceFileSchedule } from '@portal/api/price-file-profiles.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { priceListTerms } from './access.ts'
import { nextMoment } from './schedule.ts'
import { lockProfile, note } from './write-profile.ts'

/** Letters by a timetable, to the profile's owner; throws not_found, invalid_input, and wrong_state for a manager who acts. */
export async function setSchedule(
  context: Context,
  profileId: string,
  schedule: PriceFileSchedule,
): Promise<void> {
  const { timeZone } = priceListTerms(context)
  await transaction(context.db, async (tx) => {
    const profile = await lockProfile(tx, context, profileId)
    if (profile.on_behalf) throw new AppError('wrong_state', { what: 'on_behalf' })
    const { every, day, hour } = schedule
    if (every !== 'day' && (day === null || (every === 'week' && day > 7)))
      throw new AppError('invalid_input', {}, { day: 'out_of_range' })
    await tx
      .updateTable('pricelists.profiles')
      .set({
        mail_every: every,
        mail_day: every === 'day' ? null : day,
        mail_hour: hour,
        next_mail_at: nextMoment(schedule, context.now, timeZone),
      })
      .where('id', '=', profileId)
      .execute()
    await note(tx, context, 'set_schedule', profileId, { every, day, hour })
  })
}

/** Ends the letters; throws not_found. */
export async function removeSchedule(context: Context, profileId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const profile = await lockProfile(tx, context, profileId)
    if (profile.mail_every === null) return
    await tx
      .updateTable('pricelists.profiles')
      .set({ mail_every: null, mail_day: null, mail_hour: null, next_mail_at: null })
      .where('id', '=', profileId)
      .execute()
    await note(tx, context, 'remove_schedule', profileId, {})
  })
}
