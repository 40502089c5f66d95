export { NewContractScreen as default } from '../../features/contracts/new-contract-screen.tsx'
