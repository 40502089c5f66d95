export { contextsOf } from './contexts.ts'
export { identifyCaller } from './identify-caller.ts'
export { otherContractsOffering } from './other-contracts.ts'
