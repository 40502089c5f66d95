import { addLot, cancelLot, changeLot, listLots, pasteLots, receiveLot } from '@portal/api/lots.ts'
import { lotFor, lotPage } from './lot-view.ts'
import { paste } from './paste-lots.ts'
import { add, change, close } from './write-lot.ts'
import {
  createRegion,
  createWarehouse,
  listPointRegions,
  listRegions,
  listWarehouses,
  removeRegion,
  setPointRegion,
  updateRegion,
  updateWarehouse,
} from '@portal/api/warehouses.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import {
  addRegion,
  changeRegion,
  dropRegion,
  placePoint,
  pointRegions,
  regionList,
  regionNamed,
} from './regions.ts'
import { type ContractsOfWarehouses, warehouseList, warehouseNamed } from './warehouse-list.ts'
import { addWarehouse, changeWarehouse } from './write-warehouse.ts'

/** Warehouses and the regions that they serve, as the operator keeps them. */
export function mountInventory(app: App, { contractsOf }: { contractsOf: ContractsOfWarehouses }): void {
  mount(app, listWarehouses, async ({ context }) => ({
    items: await warehouseList(context.db, contractsOf, context.language),
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
  mount(app, createWarehouse, async ({ body, context }) =>
    warehouseNamed(context.db, contractsOf, context.language, await addWarehouse(context, body)),
  )
  mount(app, updateWarehouse, async ({ params, body, context }) => {
    await changeWarehouse(context, params.warehouseId, body)
    return warehouseNamed(context.db, contractsOf, context.language, params.warehouseId)
  })

  mount(app, listRegions, async ({ context }) => ({ items: await regionList(context.db, context.language) }))
  mount(app, createRegion, async ({ body, context }) =>
    regionNamed(context.db, context.language, await addRegion(context, body)),
  )
  mount(app, updateRegion, async ({ params, body, context }) => {
    await changeRegion(context, params.regionId, body)
    return regionNamed(context.db, context.language, params.regionId)
  })
  mount(app, removeRegion, async ({ params, context }) => {
    await dropRegion(context, params.regionId)
    return {}
  })
  mount(app, listPointRegions, async ({ params, context }) => ({
    items: await pointRegions(context.db, params.companyId, context.language),
  }))
  mount(app, setPointRegion, async ({ params, body, context }) => {
    await placePoint(context, params, body.regionId)
    return {}
  })
}
