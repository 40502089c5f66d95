import { QuickOrderScreen } from '../../features/quick-order/quick-order-screen.tsx'

export default function QuickOrder() {
  return <QuickOrderScreen />
}
