export { freeQuantity, inStock } from './availability.ts'
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
