import { changePassword, getMe, requestPasswordReset, resetPassword, signIn } from '@portal/api/identity.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeMember, password, signedInAs } from '#test/factories/people.ts'
import { resetWriter } from './reset-password.ts'

const { db, call, time, app } = await testApp()
const next = 'ещё более длинный пароль'

/** The token of the newest letter to an address. */
async function tokenFor(email: string): Promise<string> {
  await resetWriter(db, app.config.publicUrl, () => time.now)({ email })
  const mail = await db
    .selectFrom('kernel.mails')
    .select('body_text')
    .where('recipient', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return /\/password-resets\/(\S+)/.exec(mail.body_text)![1]!
}

describe('a forgotten password', () => {
  it('is replaced once by a link of an hour, and every session ends', async () => {
    const { email, userId } = await makeMember(db)
    const { cookie } = await signedInAs(db, userId)
    const token = await tokenFor(email)
    const reset = (body: { password: string }) => call(resetPassword, { params: { token }, body })
    expect((await reset({ password: 'short' })).code).toBe('weak_password')
    expect((await reset({ password: next })).status).toBe(200)
    expect((await reset({ password: next })).code).toBe('link_used')
    expect((await call(getMe, {}, { cookie })).body.user).toBeNull()
    expect((await call(signIn, { body: { email, password: next } })).status).toBe(200)
    expect((await call(signIn, { body: { email, password } })).code).toBe('wrong_credentials')
  })

  it('cannot be replaced by an old link or a made-up one', async () => {
    const { email } = await makeMember(db)
    const token = await tokenFor(email)
    const start = time.now
    time.now = new Date(start.getTime() + 3_600_001)
    const late = await call(resetPassword, { params: { token }, body: { password: next } })
    time.now = start
    expect(late.code).toBe('link_expired')
    const madeUp = await call(resetPassword, { params: { token: 'x' }, body: { password: next } })
    expect(madeUp.code).toBe('not_found')
  })

  it('is asked for with the same answer whoever is meant', async () => {
    const { email } = await makeMember(db)
    const known = await call(requestPasswordReset, { body: { email } })
    const unknown = await call(requestPasswordReset, { body: { email: 'nobody@example.com' } })
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    expect(known.status).toBe(200)
  })

  it('brings at most three letters an hour', async () => {
    const { email } = await makeMember(db)
    for (let i = 0; i < 5; i++) await tokenFor(email)
    const letters = await db.selectFrom('kernel.mails').select('id').where('recipient', '=', email).execute()
    expect(letters).toHaveLength(3)
  })
})

describe('a changed password', () => {
  it('needs the present one and ends the other sessions', async () => {
    const { userId } = await makeMember(db)
    const mine = await signedInAs(db, userId)
    const other = await signedInAs(db, userId)
    const change = (current: string) =>
      call(changePassword, { body: { current, next } }, { cookie: mine.cookie })
    expect((await change('wrong')).code).toBe('wrong_credentials')
    expect((await change(password)).status).toBe(200)
    expect((await call(getMe, {}, { cookie: mine.cookie })).body.user?.id).toBe(userId)
    expect((await call(getMe, {}, { cookie: other.cookie })).body.user).toBeNull()
    expect((await call(changePassword, { body: { current: password, next } })).code).toBe('not_signed_in')
  })
})
