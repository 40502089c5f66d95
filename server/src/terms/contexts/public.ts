export { contextsOf } from './contexts.ts'
export { identifyCaller } from './identify-caller.ts'
export { otherContractsOffering } from './other-contracts.ts'
export { type Pair, pairKey, type PersonTerms, termsOfPeople, termsOfPerson } from './terms-of-people.ts'
