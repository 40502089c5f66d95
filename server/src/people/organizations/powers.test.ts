import { buyerPermissions, memberRole, rolePermissions } from '@portal/api/permissions.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everything, roleWith, within, type Powers } from './powers.ts'

const limit = fc.option(fc.integer({ min: 0, max: 9 }).map(String))
const powers: fc.Arbitrary<Powers> = fc
  .record({
    scope: fc.constantFrom('company' as const, 'group' as const),
    permissions: fc.subarray([...buyerPermissions]),
    contractIds: fc.option(fc.subarray(['a', 'b', 'c'])),
    orderLimit: limit,
    periodLimit: limit,
    periodDays: fc.integer({ min: 1, max: 31 }),
  })
  .map((made) => ({ ...made, periodDays: made.periodLimit === null ? null : made.periodDays }))

describe('nobody gives more than he has', () => {
  it('so giving on never reaches further than the first giver', () => {
    fc.assert(
      fc.property(powers, powers, powers, (a, b, c) => !(within(a, b) && within(b, c)) || within(a, c)),
    )
  })

  it('and everybody may give what he has himself, the operator anything', () => {
    fc.assert(fc.property(powers, (own) => within(own, own) && within(everything, own)))
  })

  it('in permissions, contracts, limits and scope', () => {
    const own: Powers = {
      scope: 'company',
      permissions: ['members.manage', 'catalogue.view'],
      contractIds: ['a', 'b'],
      orderLimit: '1000',
      periodLimit: '5000',
      periodDays: 7,
    }
    expect(within(own, { ...own, contractIds: ['a'], orderLimit: '999.99', periodDays: 30 })).toBe(true)
    const beyond: Partial<Powers>[] = [
      { permissions: ['prices.view'] },
      { contractIds: null },
      { contractIds: ['c'] },
      { orderLimit: '1000.01' },
      { orderLimit: null },
      { periodLimit: '5001' },
      { periodDays: 6 },
      { scope: 'group' },
    ]
    expect(beyond.map((change) => within(own, { ...own, ...change }))).toEqual(beyond.map(() => false))
  })
})

describe('a role', () => {
  const buyer = { role: 'buyer' as const, permissions: rolePermissions.buyer }

  it('brings its preset, and is custom when permissions differ from it', () => {
    expect(roleWith(buyer, { role: 'viewer' })).toEqual({
      role: 'viewer',
      permissions: rolePermissions.viewer,
    })
    expect(roleWith(buyer, { permissions: ['catalogue.view'] })).toEqual({
      role: 'custom',
      permissions: ['catalogue.view'],
    })
    expect(roleWith(buyer, {})).toEqual(buyer)
  })

  it('that is not custom always means its preset', () => {
    fc.assert(
      fc.property(
        fc.option(fc.constantFrom(...memberRole.options), { nil: undefined }),
        fc.option(fc.subarray([...buyerPermissions]), { nil: undefined }),
        (role, permissions) => {
          const after = roleWith(buyer, { role, permissions })
          return (
            after.role === 'custom' ||
            JSON.stringify(after.permissions) === JSON.stringify(rolePermissions[after.role])
          )
        },
      ),
    )
  })
})
