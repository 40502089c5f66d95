export { contractState } from './contexts.ts'
export { identifyCaller } from './identify-caller.ts'
