import { getMe, signIn } from '@portal/api/identity.ts'
import {
  addDeliveryPointAsOperator,
  getCompany,
  removeMemberAsOperator,
  updateDeliveryPointAsOperator,
  updateMemberAsOperator,
} from '@portal/api/organizations.ts'
import { inviteColleague, removeColleague, updateColleague } from '@portal/api/my-company.ts'
import { buyerPermissions } from '@portal/api/permissions.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import {
  makeCompany,
  makeDeliveryPoint,
  makeGroup,
  makeMember,
  makeUser,
  password,
  signedInAs,
} from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'

const { db, call } = await testApp()
const manager = await makeUser(db, { operator_role: 'manager' })
const headers = { cookie: (await signedInAs(db, manager.id)).cookie }
const nowhere = '018f0000-0000-7000-8000-000000000000'

type Change = Parameters<typeof call<typeof updateColleague>>[1]['body']
const asOperator = (memberId: string, body: Change) =>
  call(updateMemberAsOperator, { params: { memberId }, body }, headers)

/** A company with a contract; its people come with a session under it. */
async function office() {
  const group_id = await makeGroup(db)
  const companyId = await makeCompany(db, { group_id })
  const contract_id = await makeContract(db, { company_id: companyId })
  const person = async (row: Parameters<typeof makeMember>[1] = {}) => {
    const member = await makeMember(db, row.group_id ? row : { company_id: companyId, ...row })
    const { cookie } = await signedInAs(db, member.userId, { contract_id })
    const change = (memberId: string, body: Change) =>
      call(updateColleague, { params: { memberId }, body }, { cookie })
    return { ...member, cookie, change }
  }
  return { group_id, companyId, contract_id, person }
}

describe('the last director', () => {
  it('is neither demoted, nor blocked, nor removed, by whomever', async () => {
    const { person } = await office()
    const director = await person()
    const other = await person({ role: 'custom', permissions: buyerPermissions })
    expect((await director.change(director.id, { role: 'buyer' })).code).toBe('last_director')
    expect((await other.change(director.id, { state: 'blocked' })).code).toBe('last_director')
    const remove = await call(
      removeColleague,
      { params: { memberId: director.id } },
      { cookie: other.cookie },
    )
    expect(remove.code).toBe('last_director')
    expect((await asOperator(director.id, { state: 'blocked' })).code).toBe('last_director')
    const byOperator = await call(removeMemberAsOperator, { params: { memberId: director.id } }, headers)
    expect(byOperator.code).toBe('last_director')
  })

  it('may go when another directs, also a director of the group; a blocked one or a blocked user does not count', async () => {
    const { person, group_id } = await office()
    const first = await person()
    const second = await person({ state: 'blocked' })
    expect((await asOperator(first.id, { role: 'buyer' })).code).toBe('last_director')
    await asOperator(second.id, { state: 'active' })
    await db.updateTable('identity.users').set({ state: 'blocked' }).where('id', '=', second.userId).execute()
    expect((await asOperator(first.id, { role: 'buyer' })).code).toBe('last_director')
    await person({ group_id })
    expect((await asOperator(first.id, { role: 'buyer' })).body.role).toBe('buyer')
  })

  it('stays when two dismiss each other at once', async () => {
    const { person } = await office()
    const [one, two] = [await person(), await person()]
    const both = await Promise.all([
      one.change(two.id, { role: 'buyer' }),
      two.change(one.id, { role: 'buyer' }),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

describe('a blocked member', () => {
  it('is out at once, and cannot sign in when he works nowhere else', async () => {
    const { person } = await office()
    const director = await person()
    const buyer = await person({ role: 'buyer' })
    await director.change(buyer.id, { state: 'blocked' })
    expect((await call(getMe, {}, { cookie: buyer.cookie })).body.user).toBeNull()
    expect((await call(signIn, { body: { email: buyer.email, password } })).code).toBe('user_blocked')
    await director.change(buyer.id, { state: 'active' })
    expect((await call(signIn, { body: { email: buyer.email, password } })).status).toBe(200)
  })

  it('keeps his other company', async () => {
    const { person } = await office()
    const buyer = await person({ role: 'buyer' })
    const elsewhere = await makeContract(db, {
      company_id: (await makeMember(db, { user_id: buyer.userId })).companyId!,
    })
    await asOperator(buyer.id, { state: 'blocked' })
    const back = await call(signIn, { body: { email: buyer.email, password } })
    expect(back.body.current?.context.contractId).toBe(elsewhere)
  })
})

describe('permissions and limits', () => {
  it('are given by a colleague only as far as he has them himself', async () => {
    const { person, contract_id } = await office()
    await person()
    const head = await person({
      role: 'custom',
      permissions: ['catalogue.view', 'orders.submit', 'members.manage'],
      order_limit: '1000',
      contract_ids: [contract_id],
    })
    const low = await person({
      role: 'custom',
      permissions: ['catalogue.view'],
      order_limit: '10',
      contract_ids: [contract_id],
    })
    expect((await head.change(low.id, { permissions: ['catalogue.view', 'prices.view'] })).code).toBe(
      'beyond_own_permissions',
    )
    expect((await head.change(low.id, { orderLimit: null })).code).toBe('beyond_own_permissions')
    expect((await head.change(low.id, { orderLimit: '1001' })).code).toBe('beyond_own_permissions')
    expect((await head.change(low.id, { contractIds: null })).code).toBe('beyond_own_permissions')
    expect((await head.change(low.id, { orderLimit: '999.5' })).body.orderLimit).toBe('999.5')
    const invited = await call(
      inviteColleague,
      { body: { email: 'more@example.com', role: 'director' } },
      { cookie: head.cookie },
    )
    expect(invited.code).toBe('beyond_own_permissions')
  })

  it('are changed by the operator as a whole; a period goes with its limit', async () => {
    const { person, companyId, contract_id } = await office()
    await person()
    const buyer = await person({ role: 'buyer' })
    const changed = await asOperator(buyer.id, {
      permissions: ['catalogue.view', 'prices.view'],
      contractIds: [contract_id],
      orderLimit: '50000',
      periodLimit: '200000',
      periodDays: 30,
    })
    expect(changed.body).toMatchObject({ role: 'custom', orderLimit: '50000', periodDays: 30 })
    expect((await asOperator(buyer.id, { periodDays: null })).problem.fields).toEqual({
      periodDays: 'goes_with_period_limit',
    })
    expect((await asOperator(buyer.id, { orderLimit: '-1' })).problem.fields).toEqual({
      orderLimit: 'too_small',
    })
    expect((await asOperator(buyer.id, { role: 'viewer' })).body.permissions).toEqual([
      'catalogue.view',
      'orders.view_all',
    ])
    const audit = await db
      .selectFrom('audit.entries')
      .select('user_id')
      .where('entity_id', '=', buyer.id)
      .where('company_id', '=', companyId)
      .execute()
    expect(audit).toEqual([{ user_id: manager.id }, { user_id: manager.id }])
  })

  it('of a stranger are not found, and only who manages people changes them', async () => {
    const { person } = await office()
    const director = await person()
    const buyer = await person({ role: 'buyer' })
    const stranger = await makeMember(db)
    expect((await director.change(stranger.id, { role: 'viewer' })).code).toBe('not_found')
    expect((await buyer.change(director.id, { role: 'viewer' })).code).toBe('forbidden')
    expect((await asOperator(nowhere, { role: 'viewer' })).code).toBe('not_found')
    const params = { memberId: buyer.id }
    expect((await call(updateMemberAsOperator, { params, body: {} }, { cookie: director.cookie })).code).toBe(
      'not_found',
    )
    expect((await call(removeMemberAsOperator, { params }, {})).code).toBe('not_signed_in')
    expect((await call(removeMemberAsOperator, { params }, headers)).status).toBe(200)
    expect((await call(getMe, {}, { cookie: buyer.cookie })).body.user).toBeNull()
  })
})

describe('delivery points', () => {
  it('are kept by the operator too: one is the default, a closed one is not', async () => {
    const { companyId } = await office()
    const params = { companyId }
    const add = (name: string, isDefault = false) =>
      call(addDeliveryPointAsOperator, { params, body: { name, address: 'Москва, 1', isDefault } }, headers)
    const first = (await add('Первый')).body
    const second = (await add('Второй', true)).body
    const points = async () =>
      (await call(getCompany, { params }, headers)).body.deliveryPoints.map(({ name, isDefault, active }) => [
        name,
        isDefault,
        active,
      ])
    expect(first.isDefault).toBe(true)
    expect(await points()).toEqual([
      ['Второй', true, true],
      ['Первый', false, true],
    ])
    const change = (deliveryPointId: string, body: { active?: boolean; consignee?: string }) =>
      call(updateDeliveryPointAsOperator, { params: { companyId, deliveryPointId }, body }, headers)
    expect((await change(second.id, { active: false, consignee: 'Склад' })).body).toMatchObject({
      active: false,
      isDefault: false,
      consignee: 'Склад',
    })
    const foreign = await makeDeliveryPoint(db, await makeCompany(db))
    expect((await change(foreign, { active: false })).code).toBe('not_found')
    expect(
      (await call(addDeliveryPointAsOperator, { params, body: { name: '', address: 'М' } }, headers)).code,
    ).toBe('invalid_input')
  })
})
