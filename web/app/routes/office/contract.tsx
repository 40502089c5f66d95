import { ContractScreen } from '../../features/contracts/contract-screen.tsx'
import type { Route } from './+types/contract'

export default function ContractRoute({ params }: Route.ComponentProps) {
  return <ContractScreen contractId={params.contractId} />
}
