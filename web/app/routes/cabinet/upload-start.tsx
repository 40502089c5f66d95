import { UploadStart } from '../../features/quick-order/upload-start.tsx'

export default function Upload() {
  return <UploadStart />
}
