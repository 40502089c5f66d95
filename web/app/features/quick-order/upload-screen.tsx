import { getUpload, type Upload } from '@portal/api/uploads.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, PageHeader, ProgressBar, Skeleton } from '../../ui/states.tsx'
import { UploadColumnsForm } from './upload-columns.tsx'
import { UploadRows } from './upload-rows.tsx'
import styles from './quick-order.module.css'
import './texts.ts'

const working = (upload: Upload | undefined) => upload?.state === 'queued' || upload?.state === 'reading'

/** An uploaded list: being read, asking for its columns, read, or why not. It has an address and can be left. */
export function UploadScreen({ uploadId }: { uploadId: string }) {
  const { t } = useTranslation('quick-order')
  const upload = useQuery({
    ...queryFor(getUpload, { params: { uploadId } }),
    // the live stream tells of each step; this is for when it is cut
    refetchInterval: ({ state }) => (working(state.data) ? 3000 : false),
  })
  const name = upload.data?.name
  return (
    <>
      <title>{name ?? t('upload.title')}</title>
      <PageHeader title={name ?? t('upload.title')}>
        <Link className={controls.button} to="/quick-order/upload">
          {t('upload.another')}
        </Link>
      </PageHeader>
      {upload.data ? (
        <Stage upload={upload.data} />
      ) : upload.error ? (
        <ErrorState error={upload.error} onRetry={() => void upload.refetch()} />
      ) : (
        <Skeleton lines={10} />
      )}
    </>
  )
}

function Stage({ upload }: { upload: Upload }) {
  const { t } = useTranslation('quick-order')
  const problem = useUnreadText()
  switch (upload.state) {
    case 'queued':
    case 'reading': {
      const label = t('upload.reading', { name: upload.name })
      return (
        <div className={styles.working} role="status">
          <b>{label}</b>
          <ProgressBar percent={Math.max(8, upload.progress)} label={label} />
          <span className={styles.soft}>{t('upload.leave')}</span>
        </div>
      )
    }
    case 'failed':
      return (
        <EmptyState title={t('upload.failed', { name: upload.name })}>
          <p role="alert">{problem(upload)}</p>
          <p>
            <Link className={`${controls.button} ${controls.primary}`} to="/quick-order/upload">
              {t('upload.another')}
            </Link>
          </p>
        </EmptyState>
      )
    case 'columns':
      return (
        <>
          <h2>{t('upload.columnsAsk')}</h2>
          <p className={styles.soft} style={{ marginBottom: 12 }}>
            {t('upload.columnsAskNote')}
          </p>
          <UploadColumnsForm upload={upload} />
        </>
      )
    case 'ready':
      return <UploadRows upload={upload} />
    case 'applied':
      return (
        <EmptyState title={t('upload.applied')}>
          <p>{t('upload.appliedNote')}</p>
          <p>
            <Link className={`${controls.button} ${controls.primary}`} to="/carts">
              {t('upload.toCarts')}
            </Link>
          </p>
        </EmptyState>
      )
  }
}

const codes = [
  'file_unreadable',
  'file_kind_unknown',
  'file_encrypted',
  'too_many_rows',
  'too_many_sheets',
  'unpacks_too_large',
  'took_too_long',
] as const

/** Why a file was not read, and what to do about it. */
function useUnreadText(): (upload: Upload) => string {
  const { t } = useTranslation('quick-order')
  const format = useFormat()
  return ({ errorCode, errorParams }) => {
    const code = codes.find((one) => one === errorCode)
    if (!code) return t('upload.error.other')
    const { limit, ...params } = errorParams ?? {}
    const values = { ...params, ...(limit ? { limit: format.number(limit) } : {}) }
    // a text file has no sheets to name
    if (code === 'too_many_rows' && !params['sheet']) return t('upload.error.too_many_rows_csv', values)
    return t(`upload.error.${code}`, values)
  }
}
