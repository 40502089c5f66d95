import { OrderScreen } from '../../features/office-orders/order-screen.tsx'
import type { Route } from './+types/order'

export default function OrderRoute({ params }: Route.ComponentProps) {
  return <OrderScreen orderId={params.orderId} />
}
