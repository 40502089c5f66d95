import { keepFilesDays, listPriceFiles, type PriceFile } from '@portal/api/price-files.ts'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, ProgressBar } from '../../ui/states.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { addressOf, codeOf, isUnderWay } from './use-make-file.ts'
import styles from './price-files.module.css'
import './texts.ts'

/** Files that were made, the newest first; one that is being made shows how far it is. */
export function FileList() {
  const { t } = useTranslation(['price-files', 'common'])
  const files = usePages(
    listPriceFiles,
    { query: { limit: 20 } },
    { every: (rows) => rows.some(isUnderWay) && 3000 },
  )
  const columns = useFileColumns()
  return (
    <section className={styles.part}>
      <h2>{t('files.title')}</h2>
      <DataTable
        label={t('files.title')}
        columns={columns}
        {...files.table}
        rowKey={(file) => file.id}
        skeletonRows={3}
        empty={
          <EmptyState title={t('files.empty')}>{t('files.emptyHint', { days: keepFilesDays })}</EmptyState>
        }
      />
      <MorePages of={files.query} />
    </section>
  )
}

/** What a file is told by, for its owner and for the operator. */
export type FileFacts = Pick<
  PriceFile,
  | 'id'
  | 'name'
  | 'format'
  | 'purpose'
  | 'state'
  | 'progress'
  | 'rowCount'
  | 'leftOut'
  | 'size'
  | 'errorCode'
  | 'createdAt'
>

export function useFactColumns<Row extends FileFacts>(): Column<Row>[] {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  return [
    {
      key: 'name',
      title: t('files.name'),
      main: true,
      cell: (file) => (
        <span className={styles.name}>
          {file.name}
          {file.purpose === 'mail' && <span>{t('files.byMail')}</span>}
        </span>
      ),
    },
    { key: 'format', title: t('files.format'), width: 80, cell: (file) => t(`formatShort.${file.format}`) },
    {
      key: 'rows',
      title: t('files.rows'),
      width: 150,
      align: 'end',
      phone: 'labelled',
      cell: (file) => (
        <span className={styles.name}>
          {format.number(file.rowCount)}
          {file.leftOut > 0 && (
            <span>{t('files.leftOut', { count: file.leftOut, value: format.number(file.leftOut) })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'size',
      title: t('files.size'),
      width: 100,
      align: 'end',
      phone: 'hidden',
      cell: (file) => <Size bytes={file.size} />,
    },
    {
      key: 'made',
      title: t('files.made'),
      width: 150,
      cell: (file) => format.dateTime(file.createdAt),
    },
  ]
}

function useFileColumns(): Column<PriceFile>[] {
  const { t } = useTranslation('price-files')
  return [
    ...useFactColumns<PriceFile>(),
    {
      key: 'state',
      title: t('files.state'),
      width: 220,
      cell: (file) => <FileState file={file} />,
    },
  ]
}

function FileState({ file }: { file: PriceFile }) {
  const { t } = useTranslation('price-files')
  if (isUnderWay(file)) return <MakingState file={file} />
  if (file.state === 'failed')
    return <span className={styles.failed}>{t(`problem.${codeOf(file.errorCode)}`)}</span>
  if (file.gone) return <span className={styles.soft}>{t('files.gone')}</span>
  return (
    <a
      className={`${controls.button} ${controls.compact}`}
      href={addressOf(file.id)}
      download
      aria-label={t('files.downloadNamed', { name: file.name })}
    >
      <IconDownload size={16} aria-hidden="true" />
      {t('files.ready')}
    </a>
  )
}

export function MakingState({ file }: { file: Pick<PriceFile, 'state' | 'progress'> }) {
  const { t } = useTranslation('price-files')
  const label = file.state === 'queued' ? t('files.queued') : t('files.making', { percent: file.progress })
  return (
    <span className={styles.making} role="status">
      <span>{label}</span>
      <ProgressBar percent={file.progress} label={label} />
    </span>
  )
}

function Size({ bytes }: { bytes: number | null }) {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  if (bytes === null) return <>{format.number(null)}</>
  const large = bytes >= 1_000_000
  const value = large ? format.number((bytes / 1_000_000).toFixed(1)) : format.number(Math.ceil(bytes / 1000))
  return <>{t(large ? 'files.mb' : 'files.kb', { value })}</>
}
