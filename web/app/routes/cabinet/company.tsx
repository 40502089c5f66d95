import { CompanyScreen } from '../../features/company/company-screen.tsx'

export default function CompanyRoute() {
  return <CompanyScreen />
}
