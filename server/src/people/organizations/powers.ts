import {
  buyerPermissions,
  rolePermissions,
  type BuyerPermission,
  type MemberRole,
} from '@portal/api/permissions.ts'
import { decimal } from '#kernel/money.ts'

/** What a membership lets its holder do, and therefore the most that he can give to others. */
export interface Powers {
  scope: 'company' | 'group'
  permissions: readonly BuyerPermission[]
  /** null = under every contract */
  contractIds: readonly string[] | null
  orderLimit: string | null
  periodLimit: string | null
  periodDays: number | null
}

/** The operator's people, and a manager who acts for the company. */
export const everything: Powers = {
  scope: 'group',
  permissions: buyerPermissions,
  contractIds: null,
  orderLimit: null,
  periodLimit: null,
  periodDays: null,
}

/** May somebody with `own` give, change or take away `given`? Nobody reaches beyond what he has himself. */
export function within(own: Powers, given: Powers): boolean {
  const { contractIds } = own
  return (
    (own.scope === 'group' || given.scope === 'company') &&
    given.permissions.every((permission) => own.permissions.includes(permission)) &&
    (contractIds === null ||
      (given.contractIds !== null && given.contractIds.every((id) => contractIds.includes(id)))) &&
    limitWithin(own.orderLimit, given.orderLimit) &&
    limitWithin(own.periodLimit, given.periodLimit) &&
    // the same sum over fewer days is more money
    (own.periodDays === null || (given.periodDays !== null && given.periodDays >= own.periodDays))
  )
}

function limitWithin(own: string | null, given: string | null): boolean {
  return own === null || (given !== null && decimal(given).lessThanOrEqualTo(decimal(own)))
}

/** A role is the name of a preset: permissions that differ from it make the role "custom". */
export function roleWith(
  present: { role: MemberRole; permissions: readonly BuyerPermission[] },
  change: { role?: MemberRole | undefined; permissions?: readonly BuyerPermission[] | undefined },
): { role: MemberRole; permissions: BuyerPermission[] } {
  const named = change.role ?? present.role
  const preset = named === 'custom' ? null : rolePermissions[named]
  const chosen = change.permissions ?? (change.role && preset ? preset : present.permissions)
  const permissions = buyerPermissions.filter((permission) => chosen.includes(permission))
  const asPreset =
    preset !== null && preset.length === permissions.length && preset.every((p) => permissions.includes(p))
  return { role: asPreset ? named : 'custom', permissions }
}
