import { LotsScreen } from '../../features/lots/lots-screen.tsx'

export default function LotsRoute() {
  return <LotsScreen />
}
