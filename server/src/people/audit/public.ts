export { record, type AuditEntry, type Doer } from './record.ts'
