import { DocumentsScreen } from '../../features/product-media/documents-screen.tsx'

export default function DocumentsRoute() {
  return <DocumentsScreen />
}
