import type { Me } from '@portal/api/identity.ts'
import type { Context } from '#kernel/mount.ts'
import { contextsOf } from './contexts.ts'

/** The caller as his screens need him. */
export async function meOf(context: Context): Promise<Me> {
  const { user, operator, acting, terms } = context.caller
  const current =
    terms.kind === 'buyer'
      ? (await contextsOf(context.db, context.caller, { contractId: terms.contractId }, context.now)).items[0]
      : undefined
  return {
    user,
    operator: operator && { role: operator.role, permissions: [...operator.permissions] },
    current:
      terms.kind === 'buyer' && current
        ? { context: current, permissions: [...terms.permissions], deliveryPointId: terms.deliveryPointId }
        : null,
    acting: acting && { ...acting, until: acting.until.toISOString() },
  }
}
