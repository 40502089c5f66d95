import { DocumentScreen } from '../../features/product-media/document-screen.tsx'
import type { Route } from './+types/document'

export default function DocumentRoute({ params }: Route.ComponentProps) {
  return <DocumentScreen documentId={params.documentId} />
}
