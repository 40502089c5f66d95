import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../lib/me.ts'
import { useOnline } from '../../lib/use-online.ts'
import { ActingNotice } from './acting-notice.tsx'
import styles from './shell-notices.module.css'

/** What a person must not miss whatever he does: he works for somebody else, may not order, or there is no network. */
export function ShellNotices() {
  return (
    <>
      <ActingNotice />
      <BlockedNotice />
      <OfflineNotice />
    </>
  )
}

function BlockedNotice() {
  const { t } = useTranslation()
  if (useMe()?.current?.context.companyState !== 'blocked') return null
  return (
    <div className={styles.notice} role="status" data-notice>
      {t('companyBlocked')}
    </div>
  )
}

function OfflineNotice() {
  const { t } = useTranslation()
  if (useOnline()) return null
  return (
    <div className={styles.notice} role="status" data-notice>
      <IconCloudOff size={18} aria-hidden="true" />
      {t('offline')}
    </div>
  )
}
