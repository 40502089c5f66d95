import { listMails, mailState, type KeptMail } from '@portal/api/mail.ts'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState, withPatch } from '../../lib/use-url-state.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
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
  const mails = usePages(listMails, { query: asked })
  const sending = mails.first?.sending ?? true
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
      <ListFilters>
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('state')}
          all={t('anyState')}
          options={mailState.options.map((one) => [one, t(`states.${one}`)])}
          value={filter.state}
          onChange={(state) => setFilter({ state })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={columns}
        {...mails.table}
        rowKey={(mail) => mail.id}
        rowLink={addressOf}
        empty={
          filtered ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={mails.query} />
      {filter.mail && (
        <LetterDialog mailId={filter.mail} sending={sending} onClose={() => setFilter({ mail: '' })} />
      )}
    </>
  )
}
