import { JobsScreen } from '../../features/jobs/jobs-screen.tsx'

export default function JobsRoute() {
  return <JobsScreen />
}
