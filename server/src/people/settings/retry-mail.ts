import { AppError } from '@portal/api/errors.ts'
import type { Config } from '#kernel/config.ts'
import { transaction } from '#kernel/db.ts'
import { sendAgain } from '#kernel/mail.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'

/** Tries again to send a letter; one that went out is never sent twice. */
export async function tryAgain(context: Context, config: Config, mailId: string): Promise<void> {
  if (config.SMTP_URL === undefined) throw new AppError('mail_not_configured')
  await transaction(context.db, async (tx) => {
    const mail = await tx
      .selectFrom('kernel.mails')
      .select(['sent_at', 'recipient'])
      .where('id', '=', mailId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!mail) throw new AppError('not_found')
    if (mail.sent_at) throw new AppError('wrong_state')
    await sendAgain(tx, mailId)
    await record(tx, context, {
      action: 'mail.retry',
      entityKind: 'mail',
      entityId: mailId,
      details: { recipient: mail.recipient },
    })
  })
}
