import { ProductsScreen } from '../../features/goods/products-screen.tsx'

export default function ProductsRoute() {
  return <ProductsScreen />
}
