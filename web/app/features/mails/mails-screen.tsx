import { listMails, mailState, type KeptMail } from '@portal/api/mail.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState, withPatch } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { LetterDialog } from './letter-dialog.tsx'
import { MailStateBadge } from './mail-state.tsx'
import styles from './mails.module.css'
import './texts.ts'

/** Mail that the portal wrote, the newest first; while nothing can be sent, links are used from here. */
export function MailsScreen() {
  const { t } = useTranslation(['mails', 'common'])
  const format = useFormat()
  const [search] = useSearchParams()
  const [filter, setFilter] = useUrlState({ search: '', state: '', mail: '' })
  const state = mailState.options.find((one) => one === filter.state)
  const asked = { search: filter.search, state }
  const mails = useInfiniteQuery({
    queryKey: ['mail', listMails.path, asked],
    queryFn: ({ pageParam, signal }) =>
      call(listMails, { query: { ...asked, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const sending = mails.data?.pages[0]?.sending ?? true
  const addressOf = (mail: KeptMail) => `?${withPatch(search, { mail: mail.id }).toString()}`
  const columns: Column<KeptMail>[] = [
    {
      key: 'created',
      title: t('column.created'),
      width: 150,
      cell: (mail) => format.dateTime(mail.createdAt),
    },
    {
      key: 'subject',
      title: t('column.subject'),
      main: true,
      oneLine: true,
      cell: (mail) => (
        <Link to={addressOf(mail)} preventScrollReset>
          {mail.subject}
        </Link>
      ),
    },
    {
      key: 'recipient',
      title: t('column.recipient'),
      width: 280,
      oneLine: true,
      cell: (mail) => mail.recipient,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 160,
      cell: (mail) => <MailStateBadge state={mail.state} sending={sending} />,
    },
  ]
  const filtered = filter.search !== '' || state !== undefined
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')} />
      {!sending && (
        <div className={styles.note} role="note">
          <b>{t('notSending')}</b>
          <span>{t('notSendingHint')}</span>
        </div>
      )}
      <div className={styles.filters} role="search">
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <select
          className={controls.input}
          aria-label={t('state')}
          value={filter.state}
          onChange={(event) => setFilter({ state: event.target.value })}
        >
          <option value="">{t('anyState')}</option>
          {mailState.options.map((one) => (
            <option key={one} value={one}>
              {t(`states.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={mails.data?.pages.flatMap((page) => page.items)}
        rowKey={(mail) => mail.id}
        rowLink={addressOf}
        error={mails.error}
        onRetry={() => void mails.refetch()}
        busy={mails.isFetching}
        empty={
          filtered ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          )
        }
      />
      {mails.hasNextPage && (
        <p className={styles.more}>
          <button type="button" className={controls.button} onClick={() => void mails.fetchNextPage()}>
            {t('more', { ns: 'common' })}
          </button>
        </p>
      )}
      {filter.mail && (
        <LetterDialog mailId={filter.mail} sending={sending} onClose={() => setFilter({ mail: '' })} />
      )}
    </>
  )
}
