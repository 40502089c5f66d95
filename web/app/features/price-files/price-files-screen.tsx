import { listPriceFileProfiles, type PriceFileProfileSummary } from '@portal/api/price-file-profiles.ts'
import { IconFileDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { FileList, MakingState } from './file-list.tsx'
import styles from './price-files.module.css'
import { useMakeFile } from './use-make-file.ts'
import './texts.ts'

/** The buyer's price lists: what they are made of, and the files that were made. */
export function PriceFilesScreen() {
  const { t } = useTranslation('price-files')
  const context = useMe()?.current?.context
  const location = useLocation()
  const navigate = useNavigate()
  const begun = madeAlready(location.state)
  const { make, watched } = useMakeFile(begun)
  useEffect(() => {
    // a page that is loaded again does not download it again
    if (begun) void navigate('.', { replace: true, state: null })
  }, [begun, navigate])
  const profiles = useQuery(queryFor(listPriceFileProfiles, {}))
  const columns = useProfileColumns((profileId) => make.mutate({ profileId }), make.isPending)
  const add = (
    <Link to="/price-files/new" className={`${controls.button} ${controls.primary}`}>
      {t('new')}
    </Link>
  )
  const none = profiles.data?.items.length === 0
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={context && t('note', { number: context.contractNumber })}>
        {!none && add}
      </PageHeader>
      {watched && (
        <div className={styles.watched}>
          <b>{watched.name}</b>
          <MakingState file={watched} />
        </div>
      )}
      <section className={styles.part}>
        {!none && <h2>{t('profiles')}</h2>}
        <DataTable
          label={t('profiles')}
          columns={columns}
          rows={profiles.data?.items}
          rowKey={(profile) => profile.id}
          rowLink={(profile) => `/price-files/${profile.id}`}
          error={profiles.error}
          onRetry={() => void profiles.refetch()}
          skeletonRows={3}
          empty={
            <EmptyState title={t('empty')}>
              <p>{t('emptyHint')}</p>
              <p>{add}</p>
            </EmptyState>
          }
        />
      </section>
      {!none && <FileList />}
    </>
  )
}

/** The file that the page before has asked for. */
function madeAlready(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('making' in state)) return null
  return typeof state.making === 'string' ? state.making : null
}

function useProfileColumns(
  onMake: (profileId: string) => void,
  busy: boolean,
): Column<PriceFileProfileSummary>[] {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  return [
    {
      key: 'name',
      title: t('profile.name'),
      main: true,
      cell: (profile) => <Link to={`/price-files/${profile.id}`}>{profile.name}</Link>,
    },
    {
      key: 'format',
      title: t('profile.format'),
      width: 90,
      cell: (profile) => t(`formatShort.${profile.format}`),
    },
    {
      key: 'markUp',
      title: t('profile.markUp'),
      width: 130,
      cell: (profile) =>
        profile.hasMarkUp ? <Badge tone="accent">{t('profile.withMarkUp')}</Badge> : t('profile.own'),
    },
    {
      key: 'mail',
      title: t('profile.mail'),
      width: 150,
      phone: 'labelled',
      cell: (profile) =>
        profile.schedule ? t(`schedule.short.${profile.schedule.every}`) : t('profile.noMail'),
    },
    {
      key: 'feeds',
      title: t('profile.feeds'),
      width: 90,
      align: 'end',
      phone: 'labelled',
      cell: (profile) => format.number(profile.feedCount),
    },
    {
      key: 'updated',
      title: t('profile.updated'),
      width: 150,
      phone: 'hidden',
      cell: (profile) => format.dateTime(profile.updatedAt),
    },
    {
      key: 'make',
      title: '',
      width: 170,
      cell: (profile) => (
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          aria-label={t('profile.makeNamed', { name: profile.name })}
          disabled={busy}
          onClick={() => onMake(profile.id)}
        >
          <IconFileDownload size={16} aria-hidden="true" />
          {t('profile.make')}
        </button>
      ),
    },
  ]
}
