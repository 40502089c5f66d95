import { FileScreen } from '../../features/supplier-files/file-screen.tsx'
import type { Route } from './+types/supplier-file'

export default function SupplierFileRoute({ params }: Route.ComponentProps) {
  return <FileScreen key={params.importId} importId={params.importId} />
}
