import { FloorsScreen } from '../../features/price-terms/floors-screen.tsx'

export default function FloorsRoute() {
  return <FloorsScreen />
}
