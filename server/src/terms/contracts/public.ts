export { type Agreement, loadAgreement } from './agreement.ts'
export { type Assortment, inCategories, type NotOffered } from './assortment.ts'
export { termsOfContract } from './terms-of-contract.ts'
export { drawContracted } from './draw-contracted.ts'
