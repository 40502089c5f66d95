import { OnlyWithPrices } from '../../features/price-files/only-with-prices.tsx'
import { ProfileScreen } from '../../features/price-files/profile-screen.tsx'
import type { Route } from './+types/price-file'

export default function PriceFile({ params }: Route.ComponentProps) {
  return (
    <OnlyWithPrices>
      <ProfileScreen key={params.profileId} profileId={params.profileId} />
    </OnlyWithPrices>
  )
}
