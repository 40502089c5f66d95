export { freeQuantity, inStock } from './availability.ts'
export { release, type Release } from './release.ts'
export { type Demand, reserve, type Reserved } from './reserve.ts'
