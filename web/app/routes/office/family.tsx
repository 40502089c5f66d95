import { FamilyScreen } from '../../features/families/family-screen.tsx'
import type { Route } from './+types/family'

export default function FamilyRoute({ params }: Route.ComponentProps) {
  return <FamilyScreen key={params.familyId} familyId={params.familyId} />
}
