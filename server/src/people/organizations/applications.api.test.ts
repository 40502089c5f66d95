import { acceptInvitation } from '@portal/api/invitations.ts'
import { apply, decideApplication, getApplication, listApplications } from '@portal/api/applications.ts'
import { getCompany } from '@portal/api/organizations.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeCompany, makeMember, makeUser, nextInn, signedInAs } from '#test/factories/people.ts'

const { db, call } = await testApp()
const manager = await makeUser(db, { operator_role: 'manager', name: 'Савельев' })
const headers = { cookie: (await signedInAs(db, manager.id)).cookie }

const form = { companyName: 'ООО «Заря»', contactName: 'Иванов', consent: true } as const
const send = (inn: string, more: { kpp?: string; email?: string } = {}) =>
  call(apply, { body: { ...form, inn, email: `a${inn}@example.com`, ...more } })

/** The application with this INN as the operator sees it. */
async function received(inn: string) {
  const { body } = await call(listApplications, { query: { limit: '200' } }, headers)
  const found = body.items.filter((item) => item.inn === inn)
  expect(found).toHaveLength(1)
  return found[0]!
}
const decide = (applicationId: string, body: Parameters<typeof call<typeof decideApplication>>[1]['body']) =>
  call(decideApplication, { params: { applicationId }, body }, headers)
const lettersTo = async (email: string) =>
  (await db.selectFrom('kernel.mails').select('subject').where('recipient', '=', email).execute()).length

describe('an application', () => {
  it('has right requisites, and sent again while it waits stays one', async () => {
    expect((await send('7707083894')).problem.fields).toEqual({ inn: 'inn_invalid' })
    const inn = nextInn()
    expect((await send(inn, { kpp: '1' })).problem.fields).toEqual({ kpp: 'kpp_invalid' })
    await send(inn)
    await send(inn)
    expect(await received(inn)).toMatchObject({
      state: 'new',
      joinsCompanyId: null,
      companyName: 'ООО «Заря»',
    })
  })

  it('is checked, then approved: the company is there, its director comes by the link', async () => {
    const inn = nextInn()
    await send(inn)
    const { id } = await received(inn)
    expect((await decide(id, { decision: 'checking' })).body.state).toBe('checking')
    const approved = await decide(id, { decision: 'approve' })
    expect(approved.body).toMatchObject({ state: 'approved', decidedByName: 'Савельев' })
    const token = approved.body.invitation!.link.split('/').at(-1)!
    const accepted = await call(acceptInvitation, {
      params: { token },
      body: { name: 'Иванов', password: 'очень длинный пароль', consent: true },
    })
    expect(accepted.status).toBe(200)
    const company = await call(getCompany, { params: { companyId: approved.body.companyId! } }, headers)
    expect(company.body).toMatchObject({ inn, managerId: manager.id, members: [{ role: 'director' }] })
    expect((await decide(id, { decision: 'reject', reason: 'поздно' })).code).toBe('wrong_state')
  })

  it('is rejected with a reason, which the applicant gets by mail', async () => {
    const inn = nextInn()
    await send(inn)
    const { id, email } = await received(inn)
    expect((await decide(id, { decision: 'reject', reason: '' })).code).toBe('invalid_input')
    expect((await decide(id, { decision: 'reject', reason: 'не торгуем' })).body).toMatchObject({
      state: 'rejected',
      reason: 'не торгуем',
      invitation: null,
    })
    expect(await lettersTo(email)).toBe(1)
    await send(inn)
    const { body } = await call(listApplications, { query: { state: 'new', limit: '200' } }, headers)
    expect(body.items.filter((item) => item.inn === inn)).toHaveLength(1)
  })

  it('for a company that is a customer is a request to its director; approved, a buyer is invited, nobody joins by himself', async () => {
    const inn = nextInn()
    const companyId = await makeCompany(db, { inn, kpp: '770101001', name: 'Уже клиент' })
    const director = await makeMember(db, { company_id: companyId })
    const viewer = await makeMember(db, { company_id: companyId, role: 'viewer' })
    const known = await send(inn, { kpp: '770101001' })
    expect([known.status, known.body]).toEqual([200, {}])
    expect([await lettersTo(director.email), await lettersTo(viewer.email)]).toEqual([1, 0])
    const { id } = await received(inn)
    const shown = await call(getApplication, { params: { applicationId: id } }, headers)
    expect(shown.body).toMatchObject({ joinsCompanyId: companyId, joinsCompanyName: 'Уже клиент' })
    const members = async () =>
      (await call(getCompany, { params: { companyId } }, headers)).body.members.map(({ role }) => role).sort()
    expect(await members()).toEqual(['director', 'viewer'])
    const approved = await decide(id, { decision: 'approve' })
    expect(approved.body).toMatchObject({ companyId, invitation: { role: 'buyer' } })
    expect(await members()).toEqual(['director', 'viewer'])
  })

  it('names the company that came after it', async () => {
    const inn = nextInn()
    await send(inn)
    const companyId = await makeCompany(db, { inn, kpp: null })
    expect((await received(inn)).joinsCompanyId).toBe(companyId)
  })

  it('is seen and decided by managers alone', async () => {
    const inn = nextInn()
    await send(inn)
    const { id } = await received(inn)
    const buyer = await signedInAs(db, (await makeMember(db)).userId)
    const content = await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)
    const asked = async (cookie?: string) =>
      (
        await call(
          decideApplication,
          { params: { applicationId: id }, body: { decision: 'approve' } },
          cookie ? { cookie } : {},
        )
      ).code
    expect([await asked(), await asked(buyer.cookie), await asked(content.cookie)]).toEqual([
      'not_signed_in',
      'not_found',
      'forbidden',
    ])
    const nowhere = '018f0000-0000-7000-8000-000000000000'
    expect((await call(getApplication, { params: { applicationId: nowhere } }, headers)).code).toBe(
      'not_found',
    )
  })
})
