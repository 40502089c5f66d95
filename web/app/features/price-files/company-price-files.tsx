import {
  listCompanyPriceFeeds,
  listCompanyPriceFiles,
  revokeCompanyPriceFeed,
  type OfficePriceFeed,
  type OfficePriceFile,
} from '@portal/api/price-files-of-company.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { usePages } from '../../lib/use-pages.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { FeedTable } from './feed-table.tsx'
import { MakingState, useFactColumns } from './file-list.tsx'
import { codeOf, isUnderWay } from './use-make-file.ts'
import styles from './price-files.module.css'
import './texts.ts'

/** For the manager: what of a company's prices goes out as files, and to machines. */
export function CompanyPriceFiles({ companyId }: { companyId: string }) {
  return (
    <>
      <CompanyFeeds companyId={companyId} />
      <CompanyFiles companyId={companyId} />
    </>
  )
}

function CompanyFeeds({ companyId }: { companyId: string }) {
  const { t } = useTranslation('price-files')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { companyId }
  const feeds = usePages(listCompanyPriceFeeds, { params, query: {} })
  const revoke = useMutation({
    mutationFn: (feedId: string) => call(revokeCompanyPriceFeed, { params: { ...params, feedId } }),
    onSuccess: () => {
      toastDone(t('feed.revokedNow'))
      return queries.invalidateQueries({ queryKey: ['price-files'] })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  const own: Column<OfficePriceFeed>[] = [
    {
      key: 'profile',
      title: t('feed.profile'),
      main: true,
      cell: (feed) => (
        <span className={styles.name}>
          {feed.profileName}
          <span>{feed.personName}</span>
        </span>
      ),
    },
    { key: 'contract', title: t('feed.contract'), width: 130, cell: (feed) => feed.contractNumber },
  ]
  return (
    <section className={styles.part}>
      <h2>{t('office.feeds')}</h2>
      <p className={styles.soft}>{t('office.feedsNote')}</p>
      <FeedTable
        label={t('office.feeds')}
        feeds={feeds.table.rows}
        own={own}
        error={feeds.table.error}
        onRetry={feeds.table.onRetry}
        empty={<EmptyState title={t('office.noFeeds')}>{t('office.noFeedsHint')}</EmptyState>}
        busy={revoke.isPending}
        onRevoke={(feed) => revoke.mutate(feed.id)}
      />
      <MorePages of={feeds.query} />
    </section>
  )
}

function CompanyFiles({ companyId }: { companyId: string }) {
  const { t } = useTranslation('price-files')
  const files = usePages(listCompanyPriceFiles, { params: { companyId }, query: {} })
  const columns: Column<OfficePriceFile>[] = [
    ...useFactColumns<OfficePriceFile>(),
    {
      key: 'person',
      title: t('files.person'),
      width: 180,
      oneLine: true,
      cell: (file) => file.personName,
    },
    { key: 'contract', title: t('files.contract'), width: 130, cell: (file) => file.contractNumber },
    {
      key: 'state',
      title: t('files.state'),
      width: 170,
      cell: (file) =>
        isUnderWay(file) ? (
          <MakingState file={file} />
        ) : file.state === 'failed' ? (
          <span className={styles.failed}>{t(`problem.${codeOf(file.errorCode)}`)}</span>
        ) : (
          t('files.done')
        ),
    },
  ]
  return (
    <section className={styles.part}>
      <h2>{t('office.files')}</h2>
      <DataTable
        label={t('office.files')}
        columns={columns}
        {...files.table}
        rowKey={(file) => file.id}
        skeletonRows={3}
        empty={<EmptyState title={t('office.noFiles')}>{t('office.noFilesHint')}</EmptyState>}
      />
      <MorePages of={files.query} />
    </section>
  )
}
