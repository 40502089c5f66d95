export { companyKeysIn, companyOfErp } from './company-of-erp.ts'
