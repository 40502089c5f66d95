export { applyErpAnswer, type ErpAnswer, type ErpLine } from './apply-erp-answer.ts'
export { ordersForErp, type ExportedLine, type OrderToExport } from './orders-for-erp.ts'
export { markTakenByErp } from './mark-taken.ts'
