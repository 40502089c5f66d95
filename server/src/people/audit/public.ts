export { record, type AuditEntry, type Doer } from './record.ts'
export { recordInParts, type RowChange } from './record-in-parts.ts'
