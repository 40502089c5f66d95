import type { Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { tellHistory } from './store.ts'

/** The ERP has confirmed that it has these orders; told once in each history. */
export async function markTakenByErp(tx: Tx, orderIds: readonly string[], now: Date): Promise<void> {
  if (orderIds.length === 0) return
  const taken = await tx
    .updateTable('orders.orders')
    .set({ taken_by_erp_at: now })
    .where('id', 'in', [...orderIds])
    .where('taken_by_erp_at', 'is', null)
    .returning(['id', 'company_id'])
    .execute()
  for (const order of taken) {
    await tellHistory(tx, order.id, { source: 'erp', userId: null, now }, [{ kind: 'taken' }])
    await tellBrowsers(tx, { topic: 'orders', id: order.id, companyId: order.company_id, operator: true })
  }
}
