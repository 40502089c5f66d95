export { offeredAnalogs, type OfferedAnalog } from './analogs.ts'
export {
  type LinePrice,
  loadOwnPrices,
  type OwnPrices,
  type PricedLine,
  priceLines,
} from '#src/terms/ownprices/public.ts'
export { openCategory } from './category.ts'
export { checkQuantity, stepOf } from './check-quantity.ts'
export { type Conditions, loadConditions } from './conditions.ts'
export { countOffered } from './count-offered.ts'
export { isRange, matchesAll, readFilters, writeFilters } from './filters.ts'
export { type InCarts, itemsAndPrices, itemsOf } from './items.ts'
export { loadOffered, type Offered, offeredProducts, withPrice } from './offered.ts'
export { enoughAsShown, type Enough } from '#src/terms/visibility/public.ts'
export { type Paper, papersOf } from './papers.ts'
export { readQuantity } from './read-quantity.ts'
export {
  brandsOffered,
  countSelected,
  type Scope,
  selectOffered,
  type SelectedProduct,
} from './select-offered.ts'
export { warmUpShowcase } from './catalogue-index/fresh-index.ts'
