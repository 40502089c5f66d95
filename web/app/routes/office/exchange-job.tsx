import { JobScreen } from '../../features/exchange/job-screen.tsx'
import type { Route } from './+types/exchange-job'

export default function ExchangeJobRoute({ params }: Route.ComponentProps) {
  return <JobScreen jobId={params.jobId} />
}
