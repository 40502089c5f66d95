import { FamiliesScreen } from '../../features/families/families-screen.tsx'

export default function FamiliesRoute() {
  return <FamiliesScreen />
}
