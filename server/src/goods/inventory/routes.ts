import { listWarehouses } from '@portal/api/terms.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'

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
}
