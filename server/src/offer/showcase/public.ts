export { type LinePrice, priceLines } from '#src/terms/ownprices/public.ts'
export { checkQuantity } from './check-quantity.ts'
export { type Offered, offeredProducts, withPrice } from './offered.ts'
export { readQuantity } from './read-quantity.ts'
