import { z } from 'zod'

/** What a buyer's member may do within his membership (function 7). */
export const buyerPermissions = [
  'catalogue.view',
  'prices.view',
  'carts.edit',
  'orders.submit',
  'orders.view_all',
  'finance.view',
  'documents.view',
  'claims.manage',
  'plans.manage',
  'members.manage',
] as const
export const buyerPermission = z.enum(buyerPermissions)
export type BuyerPermission = z.infer<typeof buyerPermission>
/** What a person is given; nobody can be given more than there is. */
export const givenPermissions = z.array(buyerPermission).max(buyerPermissions.length)

export const memberRole = z.enum(['director', 'buyer', 'accountant', 'warehouse', 'viewer', 'custom'])
export type MemberRole = z.infer<typeof memberRole>

/** Presets: what each role starts with. */
export const rolePermissions: Record<Exclude<MemberRole, 'custom'>, readonly BuyerPermission[]> = {
  director: buyerPermissions,
  buyer: [
    'catalogue.view',
    'prices.view',
    'carts.edit',
    'orders.submit',
    'orders.view_all',
    'documents.view',
    'claims.manage',
    'plans.manage',
  ],
  accountant: ['prices.view', 'orders.view_all', 'finance.view', 'documents.view'],
  warehouse: ['catalogue.view', 'orders.view_all', 'claims.manage'],
  viewer: ['catalogue.view', 'orders.view_all'],
}

/** What a person of the operator may do. */
export const operatorPermissions = [
  'orders.manage',
  'customers.manage',
  'contracts.manage',
  'goods.manage',
  'prices.manage',
  'exchange.manage',
  'buyers.act_as',
  'finance.manage',
  'settings.manage',
  'users.manage',
] as const
export const operatorPermission = z.enum(operatorPermissions)
export type OperatorPermission = z.infer<typeof operatorPermission>

export const operatorRole = z.enum(['administrator', 'manager', 'credit_controller', 'content'])
export type OperatorRole = z.infer<typeof operatorRole>

export const operatorRolePermissions: Record<OperatorRole, readonly OperatorPermission[]> = {
  administrator: operatorPermissions,
  manager: [
    'orders.manage',
    'customers.manage',
    'contracts.manage',
    'goods.manage',
    'prices.manage',
    'exchange.manage',
    'buyers.act_as',
  ],
  credit_controller: ['orders.manage', 'finance.manage', 'contracts.manage'],
  content: ['goods.manage'],
}
