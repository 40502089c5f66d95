import type { Job } from '@portal/api/exchange.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

/** How long a file was worked on, in words: tenths of a second below ten seconds, minutes above a minute. */
export function useDuration() {
  const { t } = useTranslation('exchange')
  const format = useFormat()
  return ({ startedAt, finishedAt }: Job): string => {
    if (!startedAt || !finishedAt) return ''
    const seconds = (new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1000
    if (seconds < 10) return t('seconds', { seconds: format.number(seconds.toFixed(1)) })
    if (seconds < 60) return t('seconds', { seconds: format.number(Math.round(seconds)) })
    const minutes = Math.floor(seconds / 60)
    return t('minutes', {
      minutes: format.number(minutes),
      seconds: String(Math.round(seconds) % 60).padStart(2, '0'),
    })
  }
}
