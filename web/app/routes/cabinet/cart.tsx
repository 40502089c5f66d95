import { CartScreen } from '../../features/carts/cart-screen.tsx'
import type { Route } from './+types/cart'

export default function CartRoute({ params }: Route.ComponentProps) {
  return <CartScreen key={params.cartId} cartId={params.cartId} />
}
