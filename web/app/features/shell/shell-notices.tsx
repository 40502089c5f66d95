import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMe, useStopActing } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useOnline } from '../../lib/use-online.ts'
import controls from '../../ui/controls.module.css'
import styles from './shell-notices.module.css'

/** What a person must not miss whatever he does: he works for somebody else; there is no network. */
export function ShellNotices() {
  return (
    <>
      <ActingNotice />
      <OfflineNotice />
    </>
  )
}

function ActingNotice() {
  const { t } = useTranslation()
  const format = useFormat()
  const acting = useMe()?.acting
  const stop = useStopActing()
  if (!acting) return null
  return (
    <div className={styles.notice} role="status">
      <span>
        {t(`acting.${acting.mode}`, { company: acting.companyName, until: format.dateTime(acting.until) })}
      </span>
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        disabled={stop.isPending}
        onClick={() => stop.mutate()}
      >
        {t('acting.stop')}
      </button>
    </div>
  )
}

function OfflineNotice() {
  const { t } = useTranslation()
  if (useOnline()) return null
  return (
    <div className={styles.notice} role="status">
      <IconCloudOff size={18} aria-hidden="true" />
      {t('offline')}
    </div>
  )
}
