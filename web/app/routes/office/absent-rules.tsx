import { AbsentRulesScreen } from '../../features/absent-rules/rules-screen.tsx'

export default function AbsentRulesRoute() {
  return <AbsentRulesScreen />
}
