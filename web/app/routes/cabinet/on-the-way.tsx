import { OnTheWayScreen } from '../../features/shipments/on-the-way-screen.tsx'

export default function OnTheWayRoute() {
  return <OnTheWayScreen />
}
