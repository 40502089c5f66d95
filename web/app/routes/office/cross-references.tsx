import { CrossReferencesScreen } from '../../features/cross-references/cross-references-screen.tsx'

export default function CrossReferencesRoute() {
  return <CrossReferencesScreen />
}
