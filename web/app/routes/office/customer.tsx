import { CompanyScreen } from '../../features/customers/company-screen.tsx'
import type { Route } from './+types/customer'

export default function CustomerRoute({ params }: Route.ComponentProps) {
  return <CompanyScreen companyId={params.companyId} />
}
