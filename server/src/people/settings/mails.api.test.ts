import { getMail, listMails, retryMail } from '@portal/api/mail.ts'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { mailSender, writeMail } from '#kernel/mail.ts'
import { testApp } from '#test/app.ts'
import { makeMember, makeUser, signedInAs } from '#test/factories/people.ts'

const withoutSmtp = await testApp()
const withSmtp = await testApp({ config: { SMTP_URL: 'smtp://127.0.0.1:1' } })

const as = async ({ db }: typeof withSmtp, operator_role: 'administrator' | 'manager') => ({
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role })).id)).cookie,
})

let letters = 0
async function write({ db, time }: typeof withSmtp, subject = `Приглашение ${++letters}`): Promise<string> {
  const letter = { to: 'to@example.com', subject, text: 'http://portal.test/invitation/1', html: '' }
  await transaction(db, (tx) => writeMail(tx, letter, newId(), time.now))
  const { id } = await db
    .selectFrom('kernel.mails')
    .select('id')
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow()
  return id
}

describe('mail that the portal wrote', () => {
  it('is the administrator’s to read: letters hold links that let people in', async () => {
    const id = await write(withoutSmtp)
    const { call, db } = withoutSmtp
    const manager = await as(withoutSmtp, 'manager')
    const buyer = { cookie: (await signedInAs(db, (await makeMember(db)).userId)).cookie }
    const params = { mailId: id }
    expect((await call(listMails, { query: {} })).code).toBe('not_signed_in')
    expect((await call(listMails, { query: {} }, manager)).code).toBe('forbidden')
    expect((await call(getMail, { params }, manager)).code).toBe('forbidden')
    expect((await call(retryMail, { params, body: {} }, manager)).code).toBe('forbidden')
    expect((await call(getMail, { params }, buyer)).code).toBe('not_found')
  })

  it('waits when no mail server is configured, and its links can be used from here', async () => {
    const { call } = withoutSmtp
    const admin = await as(withoutSmtp, 'administrator')
    const mailId = await write(withoutSmtp, 'Ждёт на странице')
    const listed = await call(listMails, { query: { search: 'ждёт', total: 'true' } }, admin)
    expect(listed.body).toMatchObject({ sending: false, total: 1, items: [{ id: mailId, state: 'waiting' }] })
    const { body } = await call(getMail, { params: { mailId } }, admin)
    expect(body.text).toContain('http://portal.test/invitation/1')
    expect((await call(retryMail, { params: { mailId }, body: {} }, admin)).code).toBe('mail_not_configured')
    expect((await call(getMail, { params: { mailId: newId() } }, admin)).code).toBe('not_found')
  })

  it('comes in pages, the newest first', async () => {
    const { call } = withoutSmtp
    const admin = await as(withoutSmtp, 'administrator')
    const ids = [
      await write(withoutSmtp, 'Листок 1'),
      await write(withoutSmtp, 'Листок 2'),
      await write(withoutSmtp, 'Листок 3'),
    ]
    const first = await call(listMails, { query: { search: 'Листок', limit: 2 } }, admin)
    const cursor = first.body.next!
    const second = await call(listMails, { query: { search: 'Листок', limit: 2, cursor } }, admin)
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(ids.toReversed())
    expect(second.body.next).toBeNull()
  })

  it('tells why it was not sent, is tried again when asked, and is never sent twice', async () => {
    const { app, call, db, time } = withSmtp
    const admin = await as(withSmtp, 'administrator')
    const mailId = await write(withSmtp)
    await expect(mailSender(app.config, db, app.files, () => time.now)({ id: mailId })).rejects.toThrow(
      'ECONNREFUSED',
    )
    const failed = await call(listMails, { query: { state: 'failed' } }, admin)
    expect(failed.body.sending).toBe(true)
    expect(failed.body.items).toMatchObject([{ id: mailId, state: 'failed', attempts: 1 }])
    expect(failed.body.items[0]!.lastError).toContain('ECONNREFUSED')

    expect((await call(retryMail, { params: { mailId }, body: {} }, admin)).status).toBe(200)
    const again = await db
      .selectFrom('audit.entries')
      .select('details')
      .where('action', '=', 'mail.retry')
      .where('entity_id', '=', mailId)
      .executeTakeFirst()
    expect(again?.details).toEqual({ recipient: 'to@example.com' })

    await db.updateTable('kernel.mails').set({ sent_at: time.now }).where('id', '=', mailId).execute()
    expect((await call(retryMail, { params: { mailId }, body: {} }, admin)).code).toBe('wrong_state')
    const nobody = { params: { mailId: newId() }, body: {} }
    expect((await call(retryMail, nobody, admin)).code).toBe('not_found')
  })

  it('keeps a one-time link to itself once it has gone to its receiver', async () => {
    const { call, db, time } = withSmtp
    const admin = await as(withSmtp, 'administrator')
    const mailId = await write(withSmtp)
    const text = 'Задать новый пароль: http://portal.test/password-resets/aB3-secret_token'
    await db.updateTable('kernel.mails').set({ body_text: text }).where('id', '=', mailId).execute()
    const read = async () => (await call(getMail, { params: { mailId } }, admin)).body.text
    expect(await read()).toBe(text)
    await db.updateTable('kernel.mails').set({ sent_at: time.now }).where('id', '=', mailId).execute()
    expect(await read()).toBe('Задать новый пароль: http://portal.test/password-resets/…')
  })
})
