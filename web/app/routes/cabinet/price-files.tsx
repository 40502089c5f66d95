import { OnlyWithPrices } from '../../features/price-files/only-with-prices.tsx'
import { PriceFilesScreen } from '../../features/price-files/price-files-screen.tsx'

export default function PriceFiles() {
  return (
    <OnlyWithPrices>
      <PriceFilesScreen />
    </OnlyWithPrices>
  )
}
