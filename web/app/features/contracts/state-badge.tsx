import type { ContractSummary } from '@portal/api/contracts.ts'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import './texts.ts'

const tones: Record<ContractSummary['state'], Tone> = {
  in_force: 'good',
  not_yet: 'neutral',
  expired: 'warning',
  suspended: 'warning',
  terminated: 'neutral',
}

export function StateBadge({ state }: { state: ContractSummary['state'] }) {
  const { t } = useTranslation('contracts')
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
}
