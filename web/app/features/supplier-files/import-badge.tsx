import type { FeedImport } from '@portal/api/feeds.ts'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { ProgressBar } from '../../ui/states.tsx'
import './texts.ts'

const tones: Record<FeedImport['state'], Tone> = {
  reading: 'accent',
  mapping: 'warning',
  checking: 'accent',
  ready: 'warning',
  asks: 'warning',
  importing: 'accent',
  done: 'good',
  failed: 'danger',
  discarded: 'neutral',
}

export const isWorking = (state: FeedImport['state']) =>
  state === 'reading' || state === 'checking' || state === 'importing'

/** The state of a file in a word, or how far its job is. */
export function ImportBadge({ file }: { file: Pick<FeedImport, 'state' | 'progress'> }) {
  const { t } = useTranslation('supplier-files')
  return isWorking(file.state) ? (
    <ProgressBar percent={file.progress} label={t(`state.${file.state}`)} />
  ) : (
    <Badge tone={tones[file.state]}>{t(`state.${file.state}`)}</Badge>
  )
}
