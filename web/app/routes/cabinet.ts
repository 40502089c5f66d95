import { route } from '@react-router/dev/routes'

/** Pages of a buyer's people. */
export const cabinet = [
  route('home', 'routes/cabinet/home.tsx'),
  route('catalogue', 'routes/cabinet/catalogue.tsx'),
  route('catalogue/products/:slug', 'routes/cabinet/product.tsx'),
  route('quick-order', 'routes/cabinet/quick-order.tsx'),
  route('quick-order/upload', 'routes/cabinet/upload-start.tsx'),
  route('quick-order/upload/:uploadId', 'routes/cabinet/upload.tsx'),
  route('carts', 'routes/cabinet/carts.tsx'),
  route('carts/:cartId', 'routes/cabinet/cart.tsx'),
  route('orders', 'routes/cabinet/orders.tsx'),
  route('orders/:orderId', 'routes/cabinet/order.tsx'),
  route('on-the-way', 'routes/cabinet/on-the-way.tsx'),
  route('subscriptions', 'routes/cabinet/subscriptions.tsx'),
  route('price-files', 'routes/cabinet/price-files.tsx'),
  route('price-files/new', 'routes/cabinet/price-file-new.tsx'),
  route('price-files/:profileId', 'routes/cabinet/price-file.tsx'),
  route('company', 'routes/cabinet/company.tsx'),
  route('profile', 'routes/cabinet/profile.tsx'),
]
