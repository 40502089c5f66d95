import { VatScreen } from '../../features/price-terms/vat-screen.tsx'

export default function VatRoute() {
  return <VatScreen />
}
