import { WaitingScreen } from '../../features/waiting/waiting-screen.tsx'

export default function WaitingRoute() {
  return <WaitingScreen />
}
