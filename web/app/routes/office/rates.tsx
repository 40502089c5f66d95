import { RatesScreen } from '../../features/price-terms/rates-screen.tsx'

export default function RatesRoute() {
  return <RatesScreen />
}
