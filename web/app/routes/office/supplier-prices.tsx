import { SourcesScreen } from '../../features/supplier-files/sources-screen.tsx'

export default function SupplierPricesRoute() {
  return <SourcesScreen />
}
