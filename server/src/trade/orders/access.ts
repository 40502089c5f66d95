import type { Order } from '@portal/api/orders.ts'
import { sql, type RawBuilder } from 'kysely'
import type { BuyerTerms, Caller } from '#kernel/caller.ts'
import { prepaymentAbility } from './prepayment.ts'
import { buyerCancelsWaiting, buyerMayCancel, mayConfirm, supplierMayCancel } from './rules.ts'

/**
 * Which orders a buyer sees, as a condition on `orders.orders o`: his company's under any contract that a membership
 * opens to him, or only his own.
 */
export function buyerScope(caller: Caller, terms: BuyerTerms): RawBuilder<boolean> {
  const ofCompany = caller.acting
    ? sql<boolean>`o.company_id = ${terms.companyId}`
    : sql<boolean>`o.company_id = ${terms.companyId} and exists (
        select from organizations.members m
        where m.user_id = ${caller.user?.id ?? null} and m.state = 'active'
          and (m.company_id = ${terms.companyId} or m.group_id = ${terms.groupId}::uuid)
          and (m.contract_ids is null or o.contract_id = any(m.contract_ids)))`
  return terms.permissions.has('orders.view_all')
    ? ofCompany
    : sql<boolean>`${ofCompany} and o.created_by = ${caller.user?.id ?? null}`
}

/** The operator's people see the orders of all customers. */
export const operatorScope = sql<boolean>`true`

/** What a buyer may do with an order; the same rules are checked again when he does it. */
export function buyerAbilities(caller: Caller, terms: BuyerTerms) {
  const writes = caller.acting?.mode !== 'preview'
  return (order: Parameters<typeof buyerMayCancel>[0]): Order['abilities'] => ({
    repeat: writes && terms.permissions.has('carts.edit'),
    cancel: writes && terms.permissions.has('orders.submit') && buyerMayCancel(order),
    confirm: false,
    changeLines: false,
    cancelWaiting: writes && terms.permissions.has('orders.submit') ? buyerCancelsWaiting(order) : 'no',
    prepayment: 'no',
  })
}

export function operatorAbilities(
  order: Parameters<typeof buyerMayCancel>[0] & Parameters<typeof prepaymentAbility>[0],
): Order['abilities'] {
  return {
    repeat: false,
    cancel: supplierMayCancel(order.status),
    confirm: mayConfirm(order.status),
    changeLines: supplierMayCancel(order.status),
    cancelWaiting: supplierMayCancel(order.status) ? 'at_once' : 'no',
    prepayment: prepaymentAbility(order),
  }
}
