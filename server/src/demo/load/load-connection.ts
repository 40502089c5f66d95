import type pg from 'pg'
import { hashPassword } from '#kernel/passwords.ts'
import type { DemoCompanyData } from '../demo-data.ts'
import { copyRows } from './copy-rows.ts'
import type { Cell } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

/** How a 1C signs in to the demo company. */
export const demoConnection = { login: '1c', source: '1c-demo' } as const

/** A connection of 1C that knows everything in the demo company by the ids that it has here. */
export async function loadConnection(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<string> {
  const { login, source } = demoConnection
  const id = ids.next('connection')
  await copyRows(
    client,
    'erp.connections',
    ['id', 'name', 'source', 'login', 'password_hash', 'seller_id', 'created_at'],
    [
      [
        id,
        '1С: Управление торговлей',
        source,
        login,
        await hashPassword(demo.password),
        ids.of('seller', 'kr'),
        now,
      ],
    ],
  )
  const known =
    (kind: string) =>
    (key: string): Cell[] => {
      const entity = ids.of(kind, key)
      return [source, entity, entity]
    }
  await copyRows(client, 'catalog.mappings', ['source', 'kind', 'external_id', 'entity_id'], goods(demo, ids))
  await copyRows(
    client,
    'inventory.warehouse_mappings',
    ['source', 'external_id', 'warehouse_id'],
    demo.warehouses.map(({ key }) => known('warehouse')(key)),
  )
  await copyRows(
    client,
    'pricing.price_list_mappings',
    ['source', 'external_id', 'price_list_id'],
    demo.priceLists.map(({ key }) => known('price list')(key)),
  )
  await copyRows(
    client,
    'organizations.company_mappings',
    ['source', 'external_id', 'company_id'],
    Iterator.from(demo.companies()).map(({ key }) => known('company')(key)),
  )
  await copyRows(
    client,
    'contracts.contract_mappings',
    ['source', 'external_id', 'contract_id'],
    Iterator.from(demo.contracts()).map(({ key }) => known('contract')(key)),
  )
  return id
}

function* goods(demo: DemoCompanyData, ids: DemoIds): Generator<Cell[]> {
  const row = (kind: string, key: string): Cell[] => {
    const entity = ids.of(kind, key)
    return [demoConnection.source, kind, entity, entity]
  }
  for (const { key } of demo.categories) yield row('category', key)
  for (const { key } of demo.attributes) yield row('attribute', key)
  for (const { key } of demo.units) yield row('unit', key)
  for (const { key } of demo.products()) yield row('product', key)
}
