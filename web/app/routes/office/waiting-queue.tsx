import { QueueScreen } from '../../features/waiting/queue-screen.tsx'
import type { Route } from './+types/waiting-queue'

export default function WaitingQueueRoute({ params }: Route.ComponentProps) {
  return <QueueScreen productId={params.productId} />
}
