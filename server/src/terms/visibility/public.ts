export { enoughAsShown, type Enough } from './enough-as-shown.ts'
export { maskStock, type MaskedStock, type WarehouseStock } from './mask-stock.ts'
export { policiesNamed } from './policy-list.ts'
export { loadStockPolicies, type StockPolicies } from './policies.ts'
