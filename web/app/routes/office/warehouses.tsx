import { WarehousesScreen } from '../../features/warehouses/warehouses-screen.tsx'

export default function WarehousesRoute() {
  return <WarehousesScreen />
}
