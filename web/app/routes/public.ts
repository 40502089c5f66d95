import { route } from '@react-router/dev/routes'

/** What a guest and a search engine see; server-rendered, without Mantine. */
export const publicPages = [
  route('products', 'routes/public/products.tsx'),
  route('products/:slug', 'routes/public/product.tsx'),
  route('categories/:slug', 'routes/public/category.tsx'),
  route('become-a-customer', 'routes/public/become-a-customer.tsx'),
  route('sign-in', 'routes/public/sign-in.tsx'),
  route('invitations/:token', 'routes/public/invitation.tsx'),
  route('subscriptions/off/:token', 'routes/public/subscription-letter.tsx'),
  route('password-resets', 'routes/public/password-request.tsx'),
  route('password-resets/:token', 'routes/public/password-reset.tsx'),
]
