export { freeOfLot, freeQuantity, inStock, oversold } from './availability.ts'
export { allocateArrivals, lockGoods } from './allocate-arrivals.ts'
export {
  type Allocated,
  inQueue,
  type OpenLot,
  type Promised,
  promiseLots,
  type Wait,
} from './plan-waiting.ts'
export { datesOf, type LineDates, promiseAnew, reserveLots, trimPromises } from './promise-waits.ts'
export { lockQueues, setWaits } from './queues.ts'
export { servingWarehouses } from './serving-warehouses.ts'
export { freeStock, stockOf } from './office-stock.ts'
export { release, type Release } from './release.ts'
export { type Demand, lockStock, reserve, type Reserved } from './reserve.ts'
export {
  createWarehouse,
  importStock,
  type ImportedStock,
  importWarehouses,
  type ImportedWarehouse,
  mappedWarehouses,
} from './import-stock.ts'
export { moveStockHolds } from './move-stock-holds.ts'
