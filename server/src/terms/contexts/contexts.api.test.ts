import {
  getMe,
  listContexts,
  startActing,
  stopActing,
  switchContext,
  updateMe,
} from '@portal/api/identity.ts'
import { listCarts } from '@portal/api/carts.ts'
import { getCategories } from '@portal/api/offer.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import {
  makeCompany,
  makeDeliveryPoint,
  makeGroup,
  makeMember,
  makeUser,
  signedInAs,
} from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'

const { db, call, time } = await testApp()

describe('the context of a browser', () => {
  it('is one of the contracts that a membership allows: of a company, of a group, or of named contracts', async () => {
    const group_id = await makeGroup(db)
    const inGroup = await makeContract(db, { company_id: await makeCompany(db, { group_id }) })
    const own = await makeCompany(db)
    const named = await makeContract(db, { company_id: own })
    const notNamed = await makeContract(db, { company_id: own })
    const foreign = await makeContract(db)
    const { userId } = await makeMember(db, { group_id, role: 'viewer' })
    await makeMember(db, { user_id: userId, company_id: own, contract_ids: [named], role: 'buyer' })
    const { cookie } = await signedInAs(db, userId)

    const listed = await call(listContexts, { query: {} }, { cookie })
    expect(listed.body.items.map(({ contractId }) => contractId).sort()).toEqual([inGroup, named].sort())
    const to = (contractId: string) => call(switchContext, { body: { contractId } }, { cookie })
    expect((await to(notNamed)).code).toBe('not_found')
    expect((await to(foreign)).code).toBe('not_found')
    expect((await to(inGroup)).body.current?.permissions).not.toContain('orders.submit')
    expect((await to(named)).body.current?.permissions).toContain('orders.submit')
  })

  it('takes a delivery point of that company only', async () => {
    const { userId, companyId } = await makeMember(db)
    const contractId = await makeContract(db, { company_id: companyId! })
    const own = await makeDeliveryPoint(db, companyId!)
    const foreign = await makeDeliveryPoint(db, await makeCompany(db))
    const { cookie } = await signedInAs(db, userId)
    const to = (deliveryPointId: string) =>
      call(switchContext, { body: { contractId, deliveryPointId } }, { cookie })
    expect((await to(foreign)).code).toBe('not_found')
    expect((await to(own)).body.current?.deliveryPointId).toBe(own)
  })

  it('is lost with the membership at once', async () => {
    const { id, userId, companyId } = await makeMember(db)
    const contract_id = await makeContract(db, { company_id: companyId! })
    const { cookie } = await signedInAs(db, userId, { contract_id })
    expect((await call(getMe, {}, { cookie })).body.current?.context.contractId).toBe(contract_id)
    await db.updateTable('organizations.members').set({ state: 'blocked' }).where('id', '=', id).execute()
    expect((await call(getMe, {}, { cookie })).body.current).toBeNull()
    expect((await call(listCarts, {}, { cookie })).code).toBe('no_terms')
  })

  it('refuses a tab that still believes in another contract', async () => {
    const { userId, companyId } = await makeMember(db)
    const contract_id = await makeContract(db, { company_id: companyId! })
    const { cookie } = await signedInAs(db, userId, { contract_id })
    const headers = { cookie, 'x-portal-contract': await makeContract(db, { company_id: companyId! }) }
    expect((await call(listCarts, {}, headers)).code).toBe('context_changed')
  })
})

describe('a tab whose session has ended elsewhere', () => {
  it('is told to sign in, and does not take a guest’s catalogue for its own', async () => {
    const headers = { 'x-portal-contract': await makeContract(db) }
    expect((await call(getCategories, {}, headers)).code).toBe('not_signed_in')
    expect((await call(getCategories, {})).status).toBe(200)
    const { cookie } = await signedInAs(db, (await makeUser(db)).id)
    expect((await call(getCategories, {}, { cookie, ...headers })).code).toBe('no_terms')
  })
})

describe('acting as a buyer', () => {
  it('lasts an hour, shows what the buyer sees, and both are in the audit log', async () => {
    const start = time.now
    const companyId = await makeCompany(db)
    const contractId = await makeContract(db, { company_id: companyId })
    const manager = await makeUser(db, { operator_role: 'manager' })
    const { cookie } = await signedInAs(db, manager.id)
    const acting = await call(startActing, { body: { companyId, mode: 'act' } }, { cookie })
    expect(acting.body).toMatchObject({
      acting: { companyId, mode: 'act', until: new Date(start.getTime() + 3_600_000).toISOString() },
      current: { context: { contractId } },
    })
    time.now = new Date(start.getTime() + 3_600_001)
    const later = await call(getMe, {}, { cookie })
    expect(later.body).toMatchObject({ acting: null, current: null })
    time.now = start
    await call(stopActing, {}, { cookie })
    const audit = await db
      .selectFrom('audit.entries')
      .select(['user_id', 'on_behalf_of_company_id', 'action'])
      .where('user_id', '=', manager.id)
      .orderBy('id')
      .execute()
    expect(audit).toEqual([
      { user_id: manager.id, on_behalf_of_company_id: companyId, action: 'buyer.act' },
      { user_id: manager.id, on_behalf_of_company_id: companyId, action: 'buyer.stop_acting' },
    ])
  })

  it('is not for buyers, nor for operators without the permission, nor for an inactive company', async () => {
    const companyId = await makeCompany(db)
    await makeContract(db, { company_id: companyId })
    const as = async (userId: string, company = companyId) =>
      (
        await call(
          startActing,
          { body: { companyId: company, mode: 'act' } },
          { cookie: (await signedInAs(db, userId)).cookie },
        )
      ).code
    expect(await as((await makeMember(db)).userId)).toBe('not_found')
    expect(await as((await makeUser(db, { operator_role: 'content' })).id)).toBe('forbidden')
    const inactive = await makeCompany(db, { state: 'inactive' })
    await makeContract(db, { company_id: inactive })
    expect(await as((await makeUser(db, { operator_role: 'manager' })).id, inactive)).toBe('not_found')
  })
})

describe('a profile', () => {
  it('is changed by its owner; a time zone must exist', async () => {
    const { cookie } = await signedInAs(db, (await makeMember(db)).userId)
    const change = (body: Parameters<typeof call<typeof updateMe>>[1]['body']) =>
      call(updateMe, { body }, { cookie })
    expect((await change({ timeZone: 'Mars/Base' })).problem.fields).toEqual({ timeZone: 'unknown' })
    const answer = await change({ name: 'Анна', phone: '+7 900', timeZone: 'Asia/Vladivostok' })
    expect(answer.body.user).toMatchObject({ name: 'Анна', phone: '+7 900', timeZone: 'Asia/Vladivostok' })
    expect((await change({ phone: null })).body.user).toMatchObject({ name: 'Анна', phone: null })
    expect((await call(updateMe, { body: {} })).code).toBe('not_signed_in')
  })
})
