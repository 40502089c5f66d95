import { StockDisplayScreen } from '../../features/stock-display/stock-display-screen.tsx'

export default function StockDisplayRoute() {
  return <StockDisplayScreen />
}
