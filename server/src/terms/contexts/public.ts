export { contextsOf } from './contexts.ts'
export { identifyCaller } from './identify-caller.ts'
export { otherContractsOffering } from './other-contracts.ts'
export { type MemberTerms, type Pair, pairKey, termsOfMembers } from './members-terms.ts'
