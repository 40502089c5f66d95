export { first as orders } from './first.ts'
