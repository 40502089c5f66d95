import { PriceListScreen } from '../../features/price-lists/price-list-screen.tsx'
import type { Route } from './+types/price-list'

export default function PriceListRoute({ params }: Route.ComponentProps) {
  return <PriceListScreen priceListId={params.priceListId} />
}
