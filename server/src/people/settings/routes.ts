import { listMails } from '@portal/api/mail.ts'
import type { App } from '#kernel/app.ts'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { mount } from '#kernel/mount.ts'

export function mountSettings(app: App): void {
  mount(app, listMails, async ({ query, context }) => {
    const after = query.cursor ? decodeCursor(query.cursor, 1)[0]! : null
    const rows = await context.db
      .selectFrom('kernel.mails')
      .select(['id', 'recipient', 'subject', 'body_text', 'created_at', 'sent_at', 'attempts', 'last_error'])
      // ids sort by the moment they were made
      .$if(after !== null, (rest) => rest.where('id', '<', after))
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute()
    const page = pageOf(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        recipient: row.recipient,
        subject: row.subject,
        text: row.body_text,
        createdAt: row.created_at.toISOString(),
        sentAt: row.sent_at?.toISOString() ?? null,
        attempts: row.attempts,
        lastError: row.last_error,
      }),
    )
    const sending = app.config.SMTP_URL !== undefined
    if (!query.total) return { ...page, sending }
    const { count } = await context.db
      .selectFrom('kernel.mails')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    return { ...page, total: Number(count), sending }
  })
}
