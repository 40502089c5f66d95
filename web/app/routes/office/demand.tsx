import { DemandScreen } from '../../features/demand/demand-screen.tsx'

export default function DemandRoute() {
  return <DemandScreen />
}
