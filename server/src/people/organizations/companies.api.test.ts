import {
  createCompany,
  createGroup,
  getCompany,
  getGroup,
  listCompanies,
  listGroups,
  listSegments,
  updateCompany,
  updateGroup,
} from '@portal/api/organizations.ts'
import { getMe, signIn } from '@portal/api/identity.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import {
  makeCompany,
  makeGroup,
  makeMember,
  makeUser,
  nextInn,
  password,
  signedInAs,
} from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'

const { db, call } = await testApp()
const manager = await makeUser(db, { operator_role: 'manager', name: 'Савельев' })
const headers = { cookie: (await signedInAs(db, manager.id)).cookie }
const nowhere = '018f0000-0000-7000-8000-000000000000'

describe('customers', () => {
  it('are found by name and by the beginning of an INN, and filtered by group, manager, segment and state', async () => {
    const group_id = await makeGroup(db)
    const segment = 'Сегмент-1'
    const one = await makeCompany(db, { name: 'Ромашка 100%', inn: '5005000015', group_id, segment })
    const two = await makeCompany(db, { name: 'Василёк', segment, manager_id: manager.id, state: 'blocked' })
    const found = async (query: Parameters<typeof call<typeof listCompanies>>[1]['query']) =>
      (await call(listCompanies, { query }, headers)).body.items.map(({ id }) => id)
    expect(await found({ search: 'ромаш' })).toEqual([one])
    expect(await found({ search: '100%' })).toEqual([one])
    expect(await found({ search: '50050000' })).toEqual([one])
    expect(await found({ search: '05000015' })).toEqual([])
    expect(await found({ groupId: group_id })).toEqual([one])
    expect(await found({ managerId: manager.id })).toEqual([two])
    expect(await found({ segment, state: 'blocked' })).toEqual([two])
    const first = await call(listCompanies, { query: { segment, limit: '1', total: 'true' } }, headers)
    expect(first.body).toMatchObject({ items: [{ id: two }], total: 2 })
    const rest = await call(listCompanies, { query: { segment, cursor: first.body.next! } }, headers)
    expect(rest.body).toMatchObject({ items: [{ id: one }], next: null })
    const segments = await call(listSegments, {}, headers)
    expect(segments.body.items).toContainEqual({ segment, companyCount: 2 })
  })

  it('count their contracts and people, those of the group included', async () => {
    const group_id = await makeGroup(db)
    const companyId = await makeCompany(db, { group_id })
    await makeContract(db, { company_id: companyId })
    await makeMember(db, { company_id: companyId, role: 'buyer' })
    await makeMember(db, { group_id })
    const answer = await call(getCompany, { params: { companyId } }, headers)
    expect(answer.body).toMatchObject({ contractCount: 1, memberCount: 2 })
    expect(answer.body.members.map(({ scope }) => scope).sort()).toEqual(['company', 'group'])
  })

  it('are the business of managers alone', async () => {
    const companyId = await makeCompany(db)
    const asked = async (cookie?: string) =>
      (await call(getCompany, { params: { companyId } }, cookie ? { cookie } : {})).code
    expect(await asked()).toBe('not_signed_in')
    expect(await asked((await signedInAs(db, (await makeMember(db)).userId)).cookie)).toBe('not_found')
    const content = await makeUser(db, { operator_role: 'content' })
    expect(await asked((await signedInAs(db, content.id)).cookie)).toBe('forbidden')
    expect((await call(getCompany, { params: { companyId: nowhere } }, headers)).code).toBe('not_found')
    expect((await call(updateCompany, { params: { companyId: nowhere }, body: {} }, headers)).code).toBe(
      'not_found',
    )
  })
})

describe('a new company', () => {
  const create = (body: Partial<Parameters<typeof call<typeof createCompany>>[1]['body']>) =>
    call(createCompany, { body: { kind: 'legal', name: 'Новая', inn: nextInn(), ...body } }, headers)

  it('has numbers with right check digits; each wrong one is told at its field', async () => {
    const wrong = await create({ inn: '7707083894', kpp: '77', ogrn: '1027700132196' })
    expect(wrong).toMatchObject({
      status: 422,
      code: 'inn_invalid',
      problem: { fields: { inn: 'inn_invalid', kpp: 'kpp_invalid', ogrn: 'ogrn_invalid' } },
    })
    const right = await create({ kpp: '770101001', groupId: null, managerId: manager.id })
    expect(right.body).toMatchObject({ fullName: 'Новая', kpp: '770101001', managerName: 'Савельев' })
    const audit = await db
      .selectFrom('audit.entries')
      .select(['action', 'user_id'])
      .where('company_id', '=', right.body.id)
      .execute()
    expect(audit).toEqual([{ action: 'company.add', user_id: manager.id }])
  })

  it('is not added twice: INN with KPP is here once, and which company has them is told', async () => {
    const inn = nextInn()
    const { body } = await create({ inn, kpp: '770101001' })
    expect(await create({ inn, kpp: '770101001' })).toMatchObject({
      code: 'company_exists',
      problem: { params: { companyId: body.id, name: 'Новая' }, fields: { inn: 'company_exists' } },
    })
    expect((await create({ inn, kpp: '770201001' })).status).toBe(200)
    const both = await Promise.all([1, 2].map(() => create({ inn, kpp: '770301001' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('belongs to a group and a manager that exist', async () => {
    expect((await create({ groupId: nowhere })).code).toBe('not_found')
    expect((await create({ managerId: (await makeUser(db)).id })).code).toBe('not_found')
  })
})

describe('a group', () => {
  it('comes with its companies in one go, or not at all', async () => {
    const [first, second] = [nextInn(), nextInn()]
    const companies = (inn: string) => [
      { kind: 'legal' as const, name: 'Первая', inn: first },
      { kind: 'legal' as const, name: 'Вторая', inn },
    ]
    const wrong = await call(createGroup, { body: { name: 'Пара', companies: companies('1') } }, headers)
    expect(wrong).toMatchObject({
      code: 'inn_invalid',
      problem: { fields: { 'companies.1.inn': 'inn_invalid' } },
    })
    const known = await call(createGroup, { body: { name: 'Пара', companies: companies(first) } }, headers)
    expect(known.problem.fields).toEqual({ 'companies.1.inn': 'company_exists' })
    expect((await call(listGroups, { query: { search: 'Пара' } }, headers)).body.items).toEqual([])
    const made = await call(createGroup, { body: { name: 'Пара', companies: companies(second) } }, headers)
    expect(made.body.companies.map(({ name, groupName }) => [name, groupName])).toEqual([
      ['Вторая', 'Пара'],
      ['Первая', 'Пара'],
    ])
  })

  it('is renamed, takes a company in and lets it go', async () => {
    const groupId = await makeGroup(db)
    const companyId = await makeCompany(db)
    const move = (to: string | null) =>
      call(updateCompany, { params: { companyId }, body: { groupId: to } }, headers)
    expect((await move(groupId)).body.groupId).toBe(groupId)
    const params = { groupId }
    const renamed = await call(updateGroup, { params, body: { name: 'Холдинг', note: 'важный' } }, headers)
    expect(renamed.body).toMatchObject({ name: 'Холдинг', note: 'важный', companies: [{ id: companyId }] })
    await move(null)
    expect((await call(getGroup, { params }, headers)).body.companies).toEqual([])
    expect((await call(getGroup, { params: { groupId: nowhere } }, headers)).code).toBe('not_found')
    const stranger = await signedInAs(db, (await makeMember(db, { group_id: groupId })).userId)
    expect((await call(getGroup, { params }, { cookie: stranger.cookie })).code).toBe('not_found')
  })
})

describe('the state of a company', () => {
  it('inactive ends the sessions of its people, and they cannot come back until it works again', async () => {
    const companyId = await makeCompany(db)
    const { email, userId } = await makeMember(db, { company_id: companyId })
    const { cookie } = await signedInAs(db, userId)
    const become = (state: 'active' | 'inactive') =>
      call(updateCompany, { params: { companyId }, body: { state } }, headers)
    await become('inactive')
    expect((await call(getMe, {}, { cookie })).body.user).toBeNull()
    const back = () => call(signIn, { body: { email, password } })
    expect((await back()).code).toBe('company_inactive')
    await become('active')
    expect((await back()).status).toBe(200)
  })

  it('inactive of one company leaves a person of two the other one', async () => {
    const closed = await makeCompany(db)
    const open = await makeCompany(db)
    const { userId, email } = await makeMember(db, { company_id: closed })
    await makeMember(db, { user_id: userId, company_id: open })
    await makeContract(db, { company_id: closed })
    const contractId = await makeContract(db, { company_id: open })
    await call(updateCompany, { params: { companyId: closed }, body: { state: 'inactive' } }, headers)
    const answer = await call(signIn, { body: { email, password } })
    expect(answer.body.current?.context.contractId).toBe(contractId)
  })
})

describe('a company that an exchange brought with wrong numbers', () => {
  it('is changed in anything else; a number is judged when a person writes it', async () => {
    const companyId = await makeCompany(db, { inn: '1111111111', kpp: null })
    const change = (body: Parameters<typeof call<typeof updateCompany>>[1]['body']) =>
      call(updateCompany, { params: { companyId }, body }, headers)
    expect((await change({ segment: 'Дилеры' })).body.segment).toBe('Дилеры')
    expect((await change({ kpp: '770101001' })).code).toBe('inn_invalid')
    expect((await change({ inn: nextInn(), kpp: '770101001' })).status).toBe(200)
  })
})
