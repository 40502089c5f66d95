export { changeHold, exposureOf, holdCredit, type Exposure } from './hold-credit.ts'
