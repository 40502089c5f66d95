import { getOperator } from '@portal/api/sellers.ts'
import { listSellers } from '@portal/api/sellers.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'

export function mountSellers(app: App): void {
  mount(app, getOperator, async ({ context }) => {
    const seller = await context.db
      .selectFrom('sellers.sellers')
      .select(['name', 'full_name as fullName', 'inn', 'ogrn', 'legal_address as legalAddress'])
      .where('kind', '=', 'own')
      .where('state', '=', 'active')
      .orderBy('is_default', 'desc')
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst()
    return { seller: seller ?? null }
  })
  mount(app, listSellers, async ({ context }) => {
    const sellers = await context.db
      .selectFrom('sellers.sellers')
      .select(['id', 'name', 'kind', 'inn', 'is_default'])
      .where('state', '=', 'active')
      .orderBy('is_default', 'desc')
      .orderBy('name')
      .execute()
    return { items: sellers.map(({ is_default, ...seller }) => ({ ...seller, isDefault: is_default })) }
  })
}
