import { UploadScreen } from '../../features/quick-order/upload-screen.tsx'
import type { Route } from './+types/upload'

export default function Upload({ params }: Route.ComponentProps) {
  return <UploadScreen key={params.uploadId} uploadId={params.uploadId} />
}
