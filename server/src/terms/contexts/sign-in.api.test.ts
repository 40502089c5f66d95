import { endSession, getMe, listSessions, signIn, signOut } from '@portal/api/identity.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeCompany, makeMember, makeUser, password, signedInAs } from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'

const { app, db, call, time } = await testApp()

describe('signing in', () => {
  it('opens a session under the first contract in force', async () => {
    const { email, companyId } = await makeMember(db)
    await makeContract(db, { company_id: companyId!, number: 'A', state: 'terminated' })
    const second = await makeContract(db, { company_id: companyId!, number: 'B' })
    const answer = await call(signIn, { body: { email: ` ${email.toUpperCase()} `, password } })
    expect(answer.status).toBe(200)
    expect(answer.body.current?.context).toMatchObject({ contractId: second, contractState: 'in_force' })
    expect(answer.headers['set-cookie']).toMatch(/HttpOnly.*SameSite=Lax/)
    const again = await call(getMe, {}, { cookie: answer.cookie! })
    expect(again.body).toEqual(answer.body)
  })

  it('answers alike to a wrong password and to an unknown address', async () => {
    const { email } = await makeMember(db)
    const wrong = await call(signIn, { body: { email, password: 'wrong' } })
    const unknown = await call(signIn, { body: { email: 'nobody@example.com', password: 'wrong' } })
    const told = ({ status, code, problem }: typeof wrong) => [status, code, problem.params]
    expect(told(wrong)).toEqual(told(unknown))
    expect(wrong).toMatchObject({ status: 401, code: 'wrong_credentials', cookie: undefined })
  })

  it('locks an account for a quarter of an hour after eight failures, the right password included', async () => {
    const { email } = await makeMember(db)
    for (let i = 0; i < 8; i++) await call(signIn, { body: { email, password: 'wrong' } })
    expect(await call(signIn, { body: { email, password } })).toMatchObject({
      code: 'locked_out',
      problem: { params: { minutes: 15 } },
    })
    const locked = time.now
    time.now = new Date(locked.getTime() + 16 * 60_000)
    expect((await call(signIn, { body: { email, password } })).status).toBe(200)
    time.now = locked
  })

  it('is refused to a blocked user and to one whose every company is inactive', async () => {
    const blocked = await makeUser(db, { state: 'blocked' })
    expect((await call(signIn, { body: { email: blocked.email, password } })).code).toBe('user_blocked')
    const company_id = await makeCompany(db, { state: 'inactive' })
    const { email } = await makeMember(db, { company_id })
    expect((await call(signIn, { body: { email, password } })).code).toBe('company_inactive')
  })

  it('from one address stops after many tries', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    const codes = []
    for (let i = 0; i < 61; i++)
      codes.push((await call(signIn, { body: { email: 'nobody', password: 'x' } }, headers)).status)
    expect(codes.slice(0, 60).every((status) => status === 422)).toBe(true)
    expect(codes[60]).toBe(429)
  })
})

describe('a session', () => {
  it('lives thirty days from its last use', async () => {
    const start = time.now
    const { email } = await makeMember(db)
    const { cookie } = await call(signIn, { body: { email, password } })
    const after = async (days: number) => {
      time.now = new Date(time.now.getTime() + days * 86_400_000)
      return (await call(getMe, {}, { cookie: cookie! })).body.user?.email ?? null
    }
    expect([await after(29), await after(29), await after(31)]).toEqual([email, email, null])
    time.now = start
  })

  it('ends when its user signs out, and only his own can be ended', async () => {
    const { userId } = await makeMember(db)
    const one = await signedInAs(db, userId)
    const other = await signedInAs(db, userId)
    const stranger = await signedInAs(db, (await makeMember(db)).userId)
    expect((await call(listSessions, {}, { cookie: one.cookie })).body.items).toHaveLength(2)
    const end = (sessionId: string, cookie: string) => call(endSession, { params: { sessionId } }, { cookie })
    expect((await end(one.sessionId, stranger.cookie)).code).toBe('not_found')
    expect((await end(other.sessionId, one.cookie)).status).toBe(200)
    expect((await call(listSessions, {}, { cookie: other.cookie })).code).toBe('not_signed_in')
    expect((await call(signOut, {}, { cookie: one.cookie })).status).toBe(200)
    expect((await call(getMe, {}, { cookie: one.cookie })).body.user).toBeNull()
  })
})

describe('a change that another site asks for', () => {
  const ask = (headers: Record<string, string>) =>
    app.fastify.inject({ method: 'DELETE', url: '/api/session', headers })

  it('is refused', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ])
      expect((await ask(headers as unknown as Record<string, string>)).statusCode).toBe(403)
  })

  it('is allowed to our own pages and to programs', async () => {
    for (const headers of [
      {},
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'http://portal.test' },
      { origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' },
    ])
      expect((await ask(headers as unknown as Record<string, string>)).statusCode).toBe(200)
  })
})
