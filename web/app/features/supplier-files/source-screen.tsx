import {
  fetchFeed,
  getFeedSource,
  listFeedImports,
  type FeedImport,
  type FeedSource,
} from '@portal/api/feeds.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { useCodeText } from '../exchange/code-text.ts'
import { ImportBadge } from './import-badge.tsx'
import { SourceSettings } from './source-settings.tsx'
import styles from './supplier-files.module.css'
import { UploadButton } from './upload-button.tsx'
import './texts.ts'

const tabs = ['files', 'settings'] as const

/** One supplier: its files, and what they may write. */
export function SourceScreen({ sourceId }: { sourceId: string }) {
  const { t } = useTranslation('supplier-files')
  const source = useQuery(queryFor(getFeedSource, { params: { sourceId } }))
  const tab = useTab(tabs)
  if (isLost(source)) return <ErrorState error={source.error} onRetry={() => void source.refetch()} />
  if (!source.data) return <Skeleton lines={8} />
  const { data } = source
  return (
    <>
      <title>{data.name}</title>
      <PageHeader title={data.name} note={`${data.sellerName}${data.active ? '' : ` · ${t('off')}`}`}>
        <Link className={controls.button} to="/office/supplier-prices">
          {t('title')}
        </Link>
        {data.active && data.settings.url && <FetchButton source={data} />}
        {data.active && <UploadButton sourceId={sourceId} />}
      </PageHeader>
      <Tabs label={data.name} tabs={tabs.map((key) => ({ key, label: t(`tab.${key}`) }))} />
      {tab === 'files' ? (
        <FileList sourceId={sourceId} />
      ) : (
        <SourceSettings key={JSON.stringify(data.settings)} source={data} />
      )}
    </>
  )
}

function FetchButton({ source }: { source: FeedSource }) {
  const { t } = useTranslation('supplier-files')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const fetchNow = useMutation({
    mutationFn: () => call(fetchFeed, { params: { sourceId: source.id } }),
    onSuccess: () => toastDone(t('fetching')),
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exchange'] }),
  })
  return (
    <button
      type="button"
      className={controls.button}
      disabled={fetchNow.isPending}
      onClick={() => fetchNow.mutate()}
    >
      {t('fetch')}
    </button>
  )
}

function FileList({ sourceId }: { sourceId: string }) {
  const { t } = useTranslation('supplier-files')
  const files = usePages(listFeedImports, { query: { sourceId } })
  return (
    <>
      <DataTable
        label={t('tab.files')}
        columns={useFileColumns()}
        {...files.table}
        rowKey={(file) => file.id}
        rowLink={(file) => `/office/supplier-prices/files/${file.id}`}
        skeletonRows={4}
        empty={<EmptyState title={t('noFiles')}>{t('noFilesHint')}</EmptyState>}
      />
      <MorePages of={files.query} />
    </>
  )
}

function useFileColumns(): Column<FeedImport>[] {
  const { t } = useTranslation('supplier-files')
  const format = useFormat()
  const words = useCodeText()
  const figure = (
    key: 'created' | 'changed' | 'refused',
    value: (file: FeedImport) => number,
  ): Column<FeedImport> => ({
    key,
    title: t(`column.${key}`),
    width: 100,
    align: 'end',
    phone: 'labelled',
    cell: (file) => (value(file) > 0 ? format.number(value(file)) : ''),
  })
  return [
    {
      key: 'file',
      title: t('column.file'),
      main: true,
      oneLine: true,
      cell: (file) => (
        <Link to={`/office/supplier-prices/files/${file.id}`}>
          {file.fileName}
          {file.errorCode && (
            <span className={styles.soft}> · {words.reason(file.errorCode, file.errorParams)}</span>
          )}
        </Link>
      ),
    },
    {
      key: 'received',
      title: t('column.received'),
      width: 144,
      cell: (file) => format.dateTime(file.createdAt),
    },
    { key: 'state', title: t('column.state'), width: 150, cell: (file) => <ImportBadge file={file} /> },
    figure('created', ({ outcomes }) => outcomes.create ?? 0),
    figure('changed', ({ outcomes }) => outcomes.change ?? 0),
    figure(
      'refused',
      ({ outcomes }) => (outcomes.refused ?? 0) + (outcomes.unknown ?? 0) + (outcomes.duplicate ?? 0),
    ),
  ]
}
