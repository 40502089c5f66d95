import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'
import { cabinet } from './routes/cabinet.ts'
import { office } from './routes/office.ts'
import { publicPages } from './routes/public.ts'

const boundary = 'routes/boundary.tsx'

/** Three faces; each lists its own pages. A page that fails leaves its face's frame standing. */
export default [
  layout('routes/public/layout.tsx', [
    layout(boundary, { id: 'public-boundary' }, [
      index('routes/public/start.tsx'),
      ...publicPages,
      route('*', 'routes/not-found.tsx'),
    ]),
  ]),
  layout('routes/cabinet/layout.tsx', [layout(boundary, { id: 'cabinet-boundary' }, cabinet)]),
  route('office', 'routes/office/layout.tsx', [
    layout(boundary, { id: 'office-boundary' }, [
      ...office,
      route('*', 'routes/not-found.tsx', { id: 'office-not-found' }),
    ]),
  ]),
] satisfies RouteConfig
