import { getMe, signIn } from '@portal/api/identity.ts'
import {
  acceptInvitation,
  getInvitation,
  inviteToCompany,
  inviteToGroup,
  resendInvitation,
  revokeInvitation,
} from '@portal/api/invitations.ts'
import { inviteColleague, revokeColleagueInvitation } from '@portal/api/my-company.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { next } from '#test/factories/goods.ts'
import { makeCompany, makeGroup, makeMember, makeUser, password, signedInAs } from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'

const { db, call, time } = await testApp()
const manager = await makeUser(db, { operator_role: 'manager', name: 'Савельев' })
const headers = { cookie: (await signedInAs(db, manager.id)).cookie }
const person = { name: 'Новый Человек', password: 'длинный новый пароль', consent: true }

const tokenOf = ({ body }: { body: { link: string } }) => body.link.split('/').at(-1)!
const newEmail = () => `invited-${next()}@example.com`
const invite = (companyId: string, email = newEmail()) =>
  call(inviteToCompany, { params: { companyId }, body: { email, role: 'buyer' } }, headers)
const look = (token: string) => call(getInvitation, { params: { token } })
const accept = (token: string, body: Parameters<typeof call<typeof acceptInvitation>>[1]['body'] = person) =>
  call(acceptInvitation, { params: { token }, body })

describe('an invitation', () => {
  it('lets a new person in once: he signs in under the contract of the company', async () => {
    const companyId = await makeCompany(db, { name: 'ООО «Ромашка»' })
    const contractId = await makeContract(db, { company_id: companyId })
    const email = newEmail()
    const sent = await invite(companyId, email)
    const token = tokenOf(sent)
    expect((await look(token)).body).toMatchObject({
      email,
      organizationName: 'ООО «Ромашка»',
      invitedByName: 'Савельев',
      role: 'buyer',
      hasAccount: false,
    })
    const mail = await db
      .selectFrom('kernel.mails')
      .select('body_text')
      .where('recipient', '=', email)
      .executeTakeFirstOrThrow()
    expect(mail.body_text).toContain(sent.body.link)
    expect(sent.body.link).toMatch(/^http:\/\/portal\.test\/invitations\//)
    const accepted = await accept(token)
    const me = await call(getMe, {}, { cookie: accepted.cookie! })
    expect(me.body).toMatchObject({
      user: { email, name: 'Новый Человек' },
      current: { context: { contractId } },
    })
    expect((await look(token)).code).toBe('link_used')
    expect((await accept(token)).code).toBe('link_used')
  })

  it('asks a new person for a name, a strong password and consent, and keeps the consent', async () => {
    const { body } = await invite(await makeCompany(db))
    const token = tokenOf({ body })
    expect((await accept(token, { ...person, name: undefined })).problem.fields).toEqual({ name: 'required' })
    expect((await accept(token, { ...person, consent: false })).problem.fields).toEqual({
      consent: 'required',
    })
    expect((await accept(token, { ...person, password: 'password12' })).code).toBe('weak_password')
    expect((await accept(token)).status).toBe(200)
    const kept = await db
      .selectFrom('organizations.invitations')
      .select('consents')
      .where('id', '=', body.id)
      .executeTakeFirstOrThrow()
    expect(kept.consents).toMatchObject([{ what: 'personal_data', at: time.now.toISOString() }])
  })

  it('asks a known person for the password he has; his wrong tries lock him out as at the door', async () => {
    const known = await makeMember(db)
    const token = tokenOf(await invite(await makeCompany(db), known.email.toUpperCase()))
    expect((await look(token)).body.hasAccount).toBe(true)
    expect((await accept(token, { password: 'not it' })).code).toBe('wrong_credentials')
    expect((await accept(token, { password })).status).toBe(200)
    const members = await db
      .selectFrom('organizations.members')
      .select('role')
      .where('user_id', '=', known.userId)
      .orderBy('created_at')
      .execute()
    expect(members.map(({ role }) => role)).toEqual(['director', 'buyer'])
    const again = tokenOf(await invite(await makeCompany(db), known.email))
    for (let i = 0; i < 8; i++) await accept(again, { password: 'not it' })
    expect((await accept(again, { password })).code).toBe('locked_out')
  })

  it('is no way in for a blocked user, and an old one neither unblocks nor promotes a member', async () => {
    const blocked = await makeUser(db, { state: 'blocked' })
    const token = tokenOf(await invite(await makeCompany(db), blocked.email))
    expect((await accept(token, { password })).code).toBe('user_blocked')
    const member = await makeMember(db, { role: 'viewer', state: 'blocked' })
    const again = tokenOf(await invite(member.companyId!, member.email))
    expect((await accept(again, { password })).status).toBe(200)
    const now = await db
      .selectFrom('organizations.members')
      .select(['role', 'state'])
      .where('id', '=', member.id)
      .executeTakeFirst()
    expect(now).toEqual({ role: 'viewer', state: 'blocked' })
  })

  it('works for seven days', async () => {
    const token = tokenOf(await invite(await makeCompany(db)))
    const start = time.now
    time.now = new Date(start.getTime() + 7 * 86_400_000 - 1)
    expect((await look(token)).status).toBe(200)
    time.now = new Date(start.getTime() + 7 * 86_400_000)
    expect([(await look(token)).code, (await accept(token)).code]).toEqual(['link_expired', 'link_expired'])
    time.now = start
  })

  it('is accepted by one of two who are as fast', async () => {
    const token = tokenOf(await invite(await makeCompany(db)))
    const both = await Promise.all([accept(token), accept(token)])
    expect(both.map(({ status }) => status).sort()[0]).toBe(200)
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('is renewed by mail or only told; the link before stops working', async () => {
    const email = newEmail()
    const first = await invite(await makeCompany(db), email)
    const params = { invitationId: first.body.id }
    const told = await call(resendInvitation, { params, body: { letter: false } }, headers)
    const mailed = await call(resendInvitation, { params, body: {} }, headers)
    expect([told.body.sentCount, mailed.body.sentCount]).toEqual([1, 2])
    const letters = await db.selectFrom('kernel.mails').select('id').where('recipient', '=', email).execute()
    expect(letters).toHaveLength(2)
    expect((await look(tokenOf(first))).code).toBe('not_found')
    expect((await look(tokenOf(told))).code).toBe('not_found')
    expect((await look(tokenOf(mailed))).status).toBe(200)
  })

  it('is revoked, also by a newer one to the same person; a used one is not', async () => {
    const companyId = await makeCompany(db)
    const email = newEmail()
    const first = await invite(companyId, email)
    const second = await invite(companyId, email)
    expect((await look(tokenOf(first))).code).toBe('link_revoked')
    const revoke = (invitationId: string) => call(revokeInvitation, { params: { invitationId } }, headers)
    expect((await revoke(second.body.id)).status).toBe(200)
    expect((await accept(tokenOf(second))).code).toBe('link_revoked')
    const resent = await call(
      resendInvitation,
      { params: { invitationId: second.body.id }, body: {} },
      headers,
    )
    expect(resent.code).toBe('link_revoked')
    const used = await invite(companyId)
    await accept(tokenOf(used))
    expect((await revoke(used.body.id)).code).toBe('link_used')
  })

  it('to a group opens every company of it', async () => {
    const group_id = await makeGroup(db)
    const one = await makeContract(db, { company_id: await makeCompany(db, { group_id }) })
    await makeContract(db, { company_id: await makeCompany(db, { group_id }) })
    const sent = await call(
      inviteToGroup,
      { params: { groupId: group_id }, body: { email: newEmail(), role: 'director' } },
      headers,
    )
    const { cookie } = await accept(tokenOf(sent))
    const me = await call(getMe, {}, { cookie: cookie! })
    expect(me.body.current?.context.contractId).toBe(one)
    const nowhere = '018f0000-0000-7000-8000-000000000000'
    expect((await invite(nowhere)).code).toBe('not_found')
  })

  it('is sent by managers, and by a director within his company', async () => {
    const companyId = await makeCompany(db)
    const body = { email: newEmail(), role: 'buyer' as const }
    const asked = async (cookie?: string) =>
      (await call(inviteToCompany, { params: { companyId }, body }, cookie ? { cookie } : {})).code
    expect(await asked()).toBe('not_signed_in')
    const director = await makeMember(db, { company_id: companyId })
    const contract_id = await makeContract(db, { company_id: companyId })
    const { cookie } = await signedInAs(db, director.userId, { contract_id })
    expect(await asked(cookie)).toBe('not_found')
    const sent = await call(inviteColleague, { body }, { cookie })
    expect(sent.status).toBe(200)
    const foreign = await invite(await makeCompany(db))
    const revoke = (invitationId: string) =>
      call(revokeColleagueInvitation, { params: { invitationId } }, { cookie })
    expect((await revoke(foreign.body.id)).code).toBe('not_found')
    expect((await revoke(sent.body.id)).status).toBe(200)
    expect((await accept(tokenOf(foreign))).status).toBe(200)
    expect(
      (await call(signIn, { body: { email: foreign.body.email, password: person.password } })).status,
    ).toBe(200)
  })
})
