export { markApplied, usableRows, type UsableRow } from './usable-rows.ts'
