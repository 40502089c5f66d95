import { SourceScreen } from '../../features/supplier-files/source-screen.tsx'
import type { Route } from './+types/supplier-source'

export default function SupplierSourceRoute({ params }: Route.ComponentProps) {
  return <SourceScreen sourceId={params.sourceId} />
}
