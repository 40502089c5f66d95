import { getCreditPosition } from '@portal/api/credit.ts'
import { describe, expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import { testApp } from '#test/app.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'
import { holdCredit } from './public.ts'

const { db, call, time } = await testApp()

async function underContract(row: Parameters<typeof makeContract>[1] = {}, member: MakeMember = {}) {
  const company_id = await makeCompany(db)
  const contractId = await makeContract(db, { company_id, payment_terms: 'credit', ...row })
  const { userId } = await makeMember(db, { company_id, ...member })
  const { cookie } = await signedInAs(db, userId, { contract_id: contractId })
  return { contractId, cookie, ask: () => call(getCreditPosition, {}, { cookie }) }
}

const balance = (contract_id: string, as_of: string, debt: number, advances = 0, overdue = 0) =>
  db
    .insertInto('credit.balances')
    .values({
      id: newId(),
      contract_id,
      debt: String(debt),
      advances: String(advances),
      overdue: String(overdue),
      as_of: new Date(as_of),
      source: 'test',
    })
    .execute()

const hold = (contractId: string, amount: string) =>
  transaction(db, (tx) =>
    holdCredit(tx, { contractId, orderId: newId(), amount: decimal(amount), now: time.now }),
  )

describe('the position of a contract', () => {
  it('is the newest figure of the ERP with what orders hold since', async () => {
    const { contractId, ask } = await underContract({ credit_limit: '1000' })
    await balance(contractId, '2026-11-20T00:00:00Z', 900)
    await balance(contractId, '2026-11-23T00:00:00Z', 500, 100, 50)
    await hold(contractId, '250.40')
    expect((await ask()).body).toMatchObject({
      balance: {
        debt: { amount: '500.00' },
        overdue: { amount: '50.00' },
        advances: { amount: '100.00' },
        asOf: '2026-11-23T00:00:00.000Z',
      },
      held: { amount: '250.40' },
      exposure: { amount: '650.40' },
      limit: { amount: '1000.00', currency: 'RUB' },
      available: { amount: '349.60' },
      over: null,
    })
  })

  it('beyond the limit has nothing available, and says by how much', async () => {
    const { contractId, ask } = await underContract({ credit_limit: '100', credit_mode: 'warn' })
    await balance(contractId, '2026-11-23T00:00:00Z', 150)
    expect((await ask()).body).toMatchObject({ available: { amount: '0.00' }, over: { amount: '50.00' } })
  })

  it('without a limit promises nothing; without a figure says that there is none', async () => {
    const { ask } = await underContract()
    expect((await ask()).body).toMatchObject({ balance: null, limit: null, available: null, over: null })
  })

  it('is for those who see finance, of their own contract only', async () => {
    const rich = await underContract({ credit_limit: '777' })
    const other = await underContract({ credit_limit: '5' })
    expect((await other.ask()).body.limit?.amount).toBe('5.00')
    const forged = await call(
      getCreditPosition,
      {},
      { cookie: other.cookie, 'x-portal-contract': rich.contractId },
    )
    expect(forged.code).toBe('context_changed')
    expect((await (await underContract({}, { role: 'buyer' })).ask()).code).toBe('forbidden')
    expect((await call(getCreditPosition, {})).code).toBe('not_signed_in')
  })
})
