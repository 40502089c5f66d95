import { getCatalogue, getProduct } from '@portal/api/offer.ts'
import { updateContract } from '@portal/api/contracts.ts'
import {
  getProductVat,
  listVatRates,
  removeVatRate,
  setProductVat,
  setVatRate,
} from '@portal/api/vat-rates.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { makeProduct } from '#test/factories/goods.ts'
import { makeMember, makeSeller, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

const { db, call, time } = await testApp()
const as = async (operator_role: 'administrator' | 'manager' | 'content') => {
  const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
  return { cookie }
}
const administrator = await as('administrator')
const manager = await as('manager')

async function trade(vat_regime: 'general' | 'exempt' = 'general') {
  const sellerId = await makeSeller(db, { vat_regime })
  const listId = await makePriceList(db, { seller_id: sellerId })
  const { userId, companyId } = await makeMember(db)
  const terms = { company_id: companyId!, seller_id: sellerId, price_list_id: listId }
  const contractId = await makeContract(db, terms)
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const productId = await makeProduct(db, { seller_id: sellerId })
  await makePrice(db, listId, productId, '122')
  const card = async () => {
    const { slug } = (await call(getCatalogue, { query: {} }, buyer)).body.items[0]!
    return (await call(getProduct, { params: { slug } }, buyer)).body
  }
  const shown = async () => {
    const { vatRate, price } = await card()
    return [vatRate, price!.unitPrice.amount, price!.includesVat]
  }
  return { contractId, productId, shown }
}

describe('VAT', () => {
  it('of an export is 0 %, and its prices are those of the list without VAT; a seller without VAT stays without', async () => {
    const { contractId, shown } = await trade()
    const exempt = await trade('exempt')
    expect(await shown()).toEqual(['22', '122.00', true])
    expect(await exempt.shown()).toEqual([null, '122.00', true])
    for (const id of [contractId, exempt.contractId])
      await call(updateContract, { params: { contractId: id }, body: { vatTerms: 'export' } }, manager)
    expect(await shown()).toEqual(['0', '100.00', false])
    expect(await exempt.shown()).toEqual([null, '122.00', false])
  })

  it('class of a product changes on its day, at midnight of the seller’s zone', async () => {
    const { productId, shown } = await trade()
    const params = { productId }
    const set = (vatClass: 'reduced' | null, who = manager) =>
      call(setProductVat, { params, body: { validFrom: '2026-11-25', vatClass } }, who)
    expect((await set('reduced')).body).toMatchObject({
      vatClass: 'base',
      rate: '22',
      changes: [{ validFrom: '2026-11-25', vatClass: 'reduced', rate: '10', state: 'to_come' }],
    })
    expect((await shown())[0]).toBe('22')
    const before = time.now
    time.now = new Date('2026-11-24T20:59:59Z')
    expect((await shown())[0]).toBe('22')
    time.now = new Date('2026-11-24T21:00:00Z')
    expect((await shown())[0]).toBe('10')
    time.now = before
    expect((await set(null)).body.changes).toEqual([])
    const creditController = await signedInAs(
      db,
      (await makeUser(db, { operator_role: 'credit_controller' })).id,
    )
    expect((await set('reduced', { cookie: creditController.cookie })).code).toBe('forbidden')
    expect((await call(getProductVat, { params: { productId: newId() } }, manager)).code).toBe('not_found')
  })

  it('rates are set for days to come only, by who keeps the settings', async () => {
    const rate = { vatClass: 'base', regime: 'general', validFrom: '2027-01-01', rate: '25' } as const
    const set = (body: object, who = administrator) =>
      call(setVatRate, { body: { ...rate, ...body } as never }, who)
    expect((await set({ validFrom: '2026-11-24' })).code).toBe('vat_rate_in_force')
    for (const bad of ['-1', '100', '#REF!', '1e300', 'NaN'])
      expect((await set({ rate: bad })).code, bad).toBe('invalid_input')
    expect((await set({}, manager)).code).toBe('forbidden')
    const base = (items: { vatClass: string; regime: string }[]) =>
      items.filter((each) => each.vatClass === 'base' && each.regime === 'general')
    expect(base((await set({})).body.items)).toEqual([
      { ...rate, validFrom: '2019-01-01', rate: '20', state: 'past' },
      { ...rate, validFrom: '2026-01-01', rate: '22', state: 'in_force' },
      { ...rate, state: 'to_come' },
    ])
    const key = { vatClass: 'base', regime: 'general' } as const
    const drop = (validFrom: string) => call(removeVatRate, { query: { ...key, validFrom } }, administrator)
    expect((await drop('2026-01-01')).code).toBe('vat_rate_in_force')
    expect(base((await drop('2027-01-01')).body.items)).toHaveLength(2)
    expect((await drop('2027-01-01')).code).toBe('not_found')
    expect((await call(listVatRates, {})).code).toBe('not_signed_in')
  })
})
