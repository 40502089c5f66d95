export { ContractsScreen as default } from '../../features/contracts/contracts-screen.tsx'
