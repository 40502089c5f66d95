import type { PriceFeed } from '@portal/api/price-file-profiles.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { codeOf } from './use-make-file.ts'
import styles from './price-files.module.css'
import './texts.ts'

/** Addresses that machines read, for the buyer and for the manager; either may close one. */
export function FeedTable<Feed extends PriceFeed>({
  label,
  feeds,
  own = [],
  empty,
  error,
  onRetry,
  busy,
  onRevoke,
}: {
  label: string
  feeds: readonly Feed[] | undefined
  /** columns that only one of them has; they come first */
  own?: readonly Column<Feed>[]
  empty: ReactNode
  error?: unknown
  onRetry?: () => void
  busy: boolean
  onRevoke: (feed: Feed) => void
}) {
  const { t } = useTranslation(['price-files', 'common'])
  const format = useFormat()
  const [closing, setClosing] = useState<Feed | null>(null)
  const columns: Column<Feed>[] = [
    ...own,
    {
      key: 'token',
      title: t('feed.token'),
      width: 110,
      cell: (feed) => <code className={styles.token}>{t('feed.tokenEnd', { end: feed.tokenEnd })}</code>,
    },
    { key: 'format', title: t('feed.format'), width: 80, cell: (feed) => t(`formatShort.${feed.format}`) },
    {
      key: 'used',
      title: t('feed.used'),
      width: 150,
      phone: 'labelled',
      cell: (feed) => (feed.lastUsedAt ? format.dateTime(feed.lastUsedAt) : t('feed.neverUsed')),
    },
    {
      key: 'made',
      title: t('feed.madeAt'),
      width: 170,
      phone: 'labelled',
      cell: (feed) =>
        feed.errorCode ? (
          <span className={styles.failed}>{t(`problem.${codeOf(feed.errorCode)}`)}</span>
        ) : feed.madeAt ? (
          format.dateTime(feed.madeAt)
        ) : feed.revokedAt ? (
          format.number(null)
        ) : (
          t('feed.notMade')
        ),
    },
    {
      key: 'state',
      title: t('feed.state'),
      width: 160,
      cell: (feed) =>
        feed.revokedAt ? (
          <Badge>{t('feed.revoked', { date: format.date(feed.revokedAt) })}</Badge>
        ) : (
          <Badge tone="good">{t('feed.live')}</Badge>
        ),
    },
    {
      key: 'close',
      title: '',
      width: 110,
      cell: (feed) =>
        !feed.revokedAt && (
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('feed.revokeNamed', { end: feed.tokenEnd })}
            disabled={busy}
            onClick={() => setClosing(feed)}
          >
            {t('feed.revoke')}
          </button>
        ),
    },
  ]
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        rows={feeds}
        rowKey={(feed) => feed.id}
        error={error}
        {...(onRetry ? { onRetry } : {})}
        skeletonRows={2}
        empty={empty}
      />
      <Dialog
        opened={closing !== null}
        onClose={() => setClosing(null)}
        title={t('feed.revokeTitle')}
        actions={
          <>
            <button type="button" className={controls.button} onClick={() => setClosing(null)}>
              {t('cancel', { ns: 'common' })}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.danger}`}
              onClick={() => {
                if (closing) onRevoke(closing)
                setClosing(null)
              }}
            >
              {t('feed.revoke')}
            </button>
          </>
        }
      >
        <p>{t('feed.revokeText')}</p>
      </Dialog>
    </>
  )
}
