import { GroupScreen } from '../../features/customers/group-screen.tsx'
import type { Route } from './+types/group'

export default function GroupRoute({ params }: Route.ComponentProps) {
  return <GroupScreen groupId={params.groupId} />
}
