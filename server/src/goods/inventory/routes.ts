import { addLot, cancelLot, changeLot, listLots, pasteLots, receiveLot } from '@portal/api/lots.ts'
import { listWarehouses } from '@portal/api/terms.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { lotFor, lotPage } from './lot-view.ts'
import { paste } from './paste-lots.ts'
import { add, change, close } from './write-lot.ts'

export function mountInventory(app: App): void {
  mount(app, listWarehouses, async ({ context }) => ({
    items: await context.db
      .selectFrom('inventory.warehouses')
      .select(['id', 'name', 'address', 'active'])
      .orderBy('active', 'desc')
      .orderBy('position')
      .orderBy('name')
      .limit(500)
      .execute(),
  }))

  mount(app, listLots, ({ query, context }) => lotPage(context, query))
  mount(app, addLot, async ({ body, context }) => lotFor(context, await add(context, body)))
  mount(app, pasteLots, async ({ body, context }) => ({ rows: await paste(context, body) }))
  mount(app, changeLot, async ({ params, body, context }) => {
    await change(context, params.lotId, body)
    return lotFor(context, params.lotId)
  })
  mount(app, receiveLot, async ({ params, context }) => {
    await close(context, params.lotId, 'received')
    return lotFor(context, params.lotId)
  })
  mount(app, cancelLot, async ({ params, context }) => {
    await close(context, params.lotId, 'cancelled')
    return lotFor(context, params.lotId)
  })
}
