import type { MailState } from '@portal/api/mail.ts'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import './texts.ts'

const tones: Record<MailState, Tone> = { waiting: 'neutral', sent: 'good', failed: 'danger' }

/** A letter that waits while no mail server is there does not wait: it is kept. */
export function MailStateBadge({ state, sending }: { state: MailState; sending: boolean }) {
  const { t } = useTranslation('mails')
  return (
    <Badge tone={tones[state]}>{state === 'waiting' && !sending ? t('kept') : t(`states.${state}`)}</Badge>
  )
}
