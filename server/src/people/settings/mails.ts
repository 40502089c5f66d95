import { AppError } from '@portal/api/errors.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { getMail, KeptMail, listMails } from '@portal/api/mail.ts'
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'

interface Row {
  id: string
  recipient: string
  subject: string
  created_at: Date
  sent_at: Date | null
  attempts: number
  last_error: string | null
}

const columns = sql`m.id, m.recipient, m.subject, m.created_at, m.sent_at, m.attempts, m.last_error`

const states: Record<KeptMail['state'], RawBuilder<unknown>> = {
  sent: sql`m.sent_at is not null`,
  failed: sql`m.sent_at is null and m.last_error is not null`,
  waiting: sql`m.sent_at is null and m.last_error is null`,
}

/** Letters that the portal wrote, the newest first. */
export async function mailPage(
  db: Db,
  query: ParsedOf<typeof listMails>['query'],
): Promise<Omit<OutputOf<typeof listMails>, 'sending'>> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.search?.trim()) {
    const pattern = containing(query.search)
    conditions.push(sql`(m.recipient ilike ${pattern} or m.subject ilike ${pattern})`)
  }
  if (query.state) conditions.push(states[query.state])
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['id'])[0]! : null
  // ids sort by the moment they were made
  const { rows } = await sql<Row>`
    select ${columns} from kernel.mails m where ${filter} ${after === null ? sql`` : sql`and m.id < ${after}::uuid`}
    order by m.id desc limit ${query.limit + 1}`.execute(db)
  const page = pageOf(rows, query.limit, (row) => [row.id], onWire)
  if (!query.total) return page
  const counted = await sql<{ count: number }>`
    select count(*)::int from kernel.mails m where ${filter}`.execute(db)
  return { ...page, total: counted.rows[0]!.count }
}

/**
 * One letter with its text; throws not_found. Once a letter has gone to its receiver, its one-time link is his alone:
 * an administrator who reads along could set another person's password by it.
 */
export async function mailFor(db: Db, mailId: string): Promise<OutputOf<typeof getMail>> {
  const { rows } = await sql<Row & { body_text: string }>`
    select ${columns}, m.body_text from kernel.mails m where m.id = ${mailId}`.execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return { ...onWire(rows[0]), text: rows[0].sent_at ? withoutSecrets(rows[0].body_text) : rows[0].body_text }
}

function withoutSecrets(text: string): string {
  return text.replaceAll(/(\/(?:invitations|password-resets)\/)[\w-]+/g, '$1…')
}

function onWire(row: Row): KeptMail {
  return {
    id: row.id,
    recipient: row.recipient,
    subject: row.subject,
    state: row.sent_at ? 'sent' : row.last_error === null ? 'waiting' : 'failed',
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    attempts: row.attempts,
    lastError: row.last_error,
  }
}
