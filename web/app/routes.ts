import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'
import { cabinet } from './routes/cabinet.ts'
import { office } from './routes/office.ts'
import { publicPages } from './routes/public.ts'

/** Three faces; each lists its own pages. */
export default [
  layout('routes/public/layout.tsx', [index('routes/public/start.tsx'), ...publicPages]),
  layout('routes/cabinet/layout.tsx', cabinet),
  route('office', 'routes/office/layout.tsx', office),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig
