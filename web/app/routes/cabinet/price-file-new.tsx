import { OnlyWithPrices } from '../../features/price-files/only-with-prices.tsx'
import { NewProfileScreen } from '../../features/price-files/profile-screen.tsx'

export default function NewPriceFile() {
  return (
    <OnlyWithPrices>
      <NewProfileScreen />
    </OnlyWithPrices>
  )
}
