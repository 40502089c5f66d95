import { PriceListsScreen } from '../../features/price-lists/price-lists-screen.tsx'

export default function PriceListsRoute() {
  return <PriceListsScreen />
}
