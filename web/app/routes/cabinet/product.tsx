import { ProductScreen } from '../../features/product/product-screen.tsx'
import type { Route } from './+types/product'

export default function ProductRoute({ params }: Route.ComponentProps) {
  return <ProductScreen key={params.slug} slug={params.slug} />
}
