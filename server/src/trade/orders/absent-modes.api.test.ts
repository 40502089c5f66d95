import { listAbsentRules, removeAbsentRule, setAbsentRule } from '@portal/api/absent-goods.ts'
import type { AbsentMode } from '@portal/api/absent-mode.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { testApp } from '#test/app.ts'
import { waitingStage } from '#test/waiting.ts'
import { makeCategory } from '#test/factories/goods.ts'

const portal = await testApp({ max: 16 })
const { db, call } = portal
const { market, cartWith, ordered, lineOf, dated } = waitingStage(portal)

describe('modes', () => {
  it('the most specific rule wins: product of the contract, its category, product, category, the contract', async () => {
    const { productId, buyer, office } = await market()
    const parent = await makeCategory(db)
    const child = await makeCategory(db, { parent_id: parent })
    await db
      .insertInto('catalog.product_categories')
      .values({ product_id: productId, category_id: child, is_main: true })
      .execute()
    const one = await buyer({ absent_goods: 'backorder' })
    const blocks = async () => {
      const { lines } = await cartWith(one, productId, '1')
      return lines[0]!.problems.some((problem) => problem.blocks)
    }
    const say = (rule: {
      subject: 'product' | 'category'
      subjectId: string
      mode: AbsentMode
      contractId?: string
    }) => call(setAbsentRule, { body: rule }, office)
    expect(await blocks()).toBe(false)
    await say({ subject: 'category', subjectId: parent, mode: 'forbid' })
    expect(await blocks()).toBe(true)
    await say({ subject: 'category', subjectId: child, mode: 'backorder' })
    expect(await blocks()).toBe(false)
    await say({ subject: 'product', subjectId: productId, mode: 'preorder' })
    expect(await blocks()).toBe(true)
    await say({ subject: 'category', subjectId: parent, mode: 'on_request', contractId: one.contractId })
    expect(await blocks()).toBe(false)
    const own = await say({
      subject: 'product',
      subjectId: productId,
      mode: 'forbid',
      contractId: one.contractId,
    })
    expect(await blocks()).toBe(true)
    const again = await say({
      subject: 'product',
      subjectId: productId,
      mode: 'backorder',
      contractId: one.contractId,
    })
    expect(again.body.id).toBe(own.body.id)
    expect(await blocks()).toBe(false)
    const listed = (await call(listAbsentRules, { query: { contractId: one.contractId } }, office)).body
    expect(listed.items.map((rule) => [rule.subject, rule.mode])).toEqual([
      ['category', 'on_request'],
      ['product', 'backorder'],
    ])
    expect((await call(removeAbsentRule, { params: { ruleId: own.body.id } }, office)).status).toBe(200)
    expect((await call(removeAbsentRule, { params: { ruleId: own.body.id } }, office)).code).toBe('not_found')
    expect((await say({ subject: 'product', subjectId: newId(), mode: 'forbid' })).code).toBe('not_found')
  })

  it('on request nothing is promised by itself, even when a lot is on its way', async () => {
    const { productId, buyer, lot } = await market()
    await lot('10', '2026-12-12')
    const one = await buyer({ absent_goods: 'on_request' })
    const line = await lineOf(one, await ordered(one, productId, '4'))
    expect([line.absentMode, dated(line)]).toEqual(['on_request', [['4', null]]])
  })
})
