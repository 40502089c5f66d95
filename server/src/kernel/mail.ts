import nodemailer from 'nodemailer'
import { sql } from 'kysely'
import type { Config } from './config.ts'
import type { Db, Tx } from './db.ts'
import { addJob } from './events.ts'
import { type Files, findFile } from './files.ts'
import { newId } from './ids.ts'

export interface Letter {
  to: string
  subject: string
  text: string
  html: string
  /** a kept file that it brings along */
  attachmentFileId?: string
}

/**
 * Writes a letter within the transaction; a job sends it. `dedupeKey` makes a replay write it once.
 * Without SMTP_URL letters stay in kernel.mails, where the mail page shows them.
 */
export async function writeMail(tx: Tx, letter: Letter, dedupeKey: string, now: Date): Promise<void> {
  const id = newId()
  const written = await tx
    .insertInto('kernel.mails')
    .values({
      id,
      dedupe_key: dedupeKey,
      recipient: letter.to,
      subject: letter.subject,
      body_text: letter.text,
      body_html: letter.html,
      attachment_file_id: letter.attachmentFileId ?? null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (written) await sendAgain(tx, id)
}

/** Adds the job that sends a letter, in place of one that still waits for its next try. */
export async function sendAgain(tx: Tx, mailId: string): Promise<void> {
  await addJob(tx, 'mail:send', { id: mailId }, { maxAttempts: 12, key: `mail:${mailId}` })
}

/** The job that sends one letter. Does nothing while no SMTP server is configured: the letter waits. */
export function mailSender(
  config: Config,
  db: Db,
  files: Files,
  now: () => Date,
): (payload: unknown) => Promise<void> {
  const transport = config.SMTP_URL ? nodemailer.createTransport(config.SMTP_URL) : null
  return async (payload) => {
    if (!transport) return
    const { id } = payload as { id: string }
    const mail = await db
      .selectFrom('kernel.mails')
      .selectAll()
      .where('id', '=', id)
      .where('sent_at', 'is', null)
      .executeTakeFirst()
    if (!mail) return
    try {
      await transport.sendMail({
        from: config.MAIL_FROM,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body_text,
        html: mail.body_html,
        attachments: mail.attachment_file_id ? [await attachment(db, files, mail.attachment_file_id)] : [],
        // a retry after a lost answer is the same message for the receiver
        messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
      })
    } catch (error) {
      await db
        .updateTable('kernel.mails')
        .set({ attempts: sql`attempts + 1`, last_error: String(error).slice(0, 500) })
        .where('id', '=', id)
        .execute()
      throw error
    }
    await db
      .updateTable('kernel.mails')
      .set({ sent_at: now(), last_error: null })
      .where('id', '=', id)
      .execute()
  }
}

async function attachment(db: Db, files: Files, fileId: string) {
  const file = await findFile(db, fileId)
  if (!file) throw new Error(`file ${fileId} of a letter is not there`)
  return { filename: file.name, contentType: file.mime, content: await files.read(file.storage_key) }
}
