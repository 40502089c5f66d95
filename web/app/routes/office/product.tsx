import { ProductScreen } from '../../features/goods/product-screen.tsx'
import type { Route } from './+types/product'

export default function ProductRoute({ params }: Route.ComponentProps) {
  return <ProductScreen productId={params.productId} />
}
