import { OrderScreen } from '../../features/orders/order-screen.tsx'
import type { Route } from './+types/order'

export default function OrderRoute({ params }: Route.ComponentProps) {
  return <OrderScreen key={params.orderId} orderId={params.orderId} />
}
