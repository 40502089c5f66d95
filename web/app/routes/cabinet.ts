import { route } from '@react-router/dev/routes'

/** Pages of a buyer's people. */
export const cabinet = [
  route('home', 'routes/cabinet/home.tsx'),
  route('catalogue', 'routes/cabinet/catalogue.tsx'),
]
