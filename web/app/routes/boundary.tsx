import { isRouteErrorResponse, Outlet } from 'react-router'
import { ProblemPage } from '../ui/problem-page.tsx'

export default function Boundary() {
  return <Outlet />
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return <ProblemPage status={isRouteErrorResponse(error) ? error.status : 500} />
}
