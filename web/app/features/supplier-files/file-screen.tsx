import {
  discardFeedImport,
  getFeedImport,
  startFeedImport,
  type FeedImportDetails,
} from '@portal/api/feeds.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { ErrorState, PageHeader, ProgressBar, Skeleton } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { useCodeText } from '../exchange/code-text.ts'
import { ImportBadge, isWorking } from './import-badge.tsx'
import { Mapper } from './mapper.tsx'
import { RowsByOutcome } from './rows-by-outcome.tsx'
import styles from './supplier-files.module.css'
import { WrittenCounts } from './written-counts.tsx'
import './texts.ts'

/** One price file on its way: read, columns, rows by what becomes of them, written. */
export function FileScreen({ importId }: { importId: string }) {
  const { t } = useTranslation('supplier-files')
  const format = useFormat()
  const words = useCodeText()
  const query = queryFor(getFeedImport, { params: { importId } })
  const found = useQuery({
    ...query,
    // the stream tells of every step; this is for those whose stream is broken
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? 5_000 : false),
  })
  const [mapping, setMapping] = useState(false)
  if (isLost(found)) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const file = found.data
  if (!file) return <Skeleton lines={10} />
  const mayMap = file.state === 'mapping' || (mapping && (file.state === 'ready' || file.state === 'asks'))
  return (
    <>
      <title>{file.fileName}</title>
      <PageHeader
        title={file.fileName}
        note={
          <>
            {!isWorking(file.state) && <ImportBadge file={file} />}{' '}
            {t('file.note', { source: file.sourceName, at: format.dateTime(file.createdAt) })}
          </>
        }
      >
        <Link className={controls.button} to={`/office/supplier-prices/${file.sourceId}`}>
          {t('file.back')}
        </Link>
        {file.state === 'done' && (
          <Link className={controls.button} to={`/office/exchange/jobs/${file.jobId}`}>
            {t('file.log')}
          </Link>
        )}
      </PageHeader>
      {isWorking(file.state) && (
        <div className={styles.working} role="status">
          <b>{t(`state.${file.state}`)}</b>
          <ProgressBar percent={file.progress} label={t(`state.${file.state}`)} />
        </div>
      )}
      {file.errorCode && (
        <p className={controls.alert} role="alert">
          {words.reason(file.errorCode, file.errorParams)}
        </p>
      )}
      {(file.state === 'ready' || file.state === 'asks') && !mapping && (
        <Decision file={file} onMap={() => setMapping(true)} />
      )}
      {mayMap && <Mapper key={importId} file={file} onDone={() => setMapping(false)} />}
      {file.state === 'done' && <WrittenCounts file={file} />}
      {!mayMap && Object.keys(file.outcomes).length > 0 && !isWorking(file.state) && (
        <RowsByOutcome file={file} />
      )}
    </>
  )
}

function Decision({ file, onMap }: { file: FeedImportDetails; onMap: () => void }) {
  const { t } = useTranslation('supplier-files')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const settled = {
    onError: (error: Error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exchange'] }),
  }
  const params = { importId: file.id }
  const start = useMutation({
    mutationFn: () => call(startFeedImport, { params, body: { confirmed: file.state === 'asks' } }),
    ...settled,
  })
  const discard = useMutation({
    mutationFn: () => call(discardFeedImport, { params }),
    onSuccess: () => toastDone(t('file.discarded')),
    ...settled,
  })
  const busy = start.isPending || discard.isPending
  const created = file.outcomes.create ?? 0
  const changed = file.outcomes.change ?? 0
  const asks = file.state === 'asks'
  return (
    <div
      className={styles.decision}
      data-asks={asks}
      role="group"
      aria-label={t(asks ? 'asks.title' : 'file.finish')}
    >
      <div>
        <b>{asks ? t('asks.title') : created + changed > 0 ? t('file.finish') : t('file.nothing')}</b>
        {file.asks.map((ask) => (
          <p key={ask.code}>
            {t(`asks.${ask.code}`, {
              count: ask.count,
              total: format.number(ask.total),
              percent: format.number(ask.percent),
            })}
          </p>
        ))}
        {file.missingCount > 0 && !asks && <p>{t('file.missing', { count: file.missingCount })}</p>}
      </div>
      <span className={styles.buttons}>
        <button type="button" className={controls.button} disabled={busy} onClick={onMap}>
          {t('file.columns')}
        </button>
        <button type="button" className={controls.button} disabled={busy} onClick={() => discard.mutate()}>
          {t('file.discard')}
        </button>
        <button
          type="button"
          className={`${controls.button} ${asks ? controls.danger : controls.primary}`}
          disabled={busy}
          onClick={() => start.mutate()}
        >
          {asks
            ? t('asks.yes')
            : created + changed > 0
              ? t('file.startCounted', { created: format.number(created), changed: format.number(changed) })
              : t('file.start')}
        </button>
      </span>
    </div>
  )
}
