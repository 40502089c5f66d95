import { listConnections, type Connection } from '@portal/api/exchange.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { ConnectionDialog } from './connection-dialog.tsx'
import { JobList } from './job-list.tsx'
import { RunList } from './run-list.tsx'
import { WaitingList } from './waiting-list.tsx'
import styles from './exchange.module.css'
import './texts.ts'

const tabs = ['jobs', 'waiting', 'runs'] as const

/** Exchange with ERPs: how each connection does, what came, what waits, what asks. */
export function ExchangeScreen() {
  const { t } = useTranslation('exchange')
  const connections = useQuery(queryFor(listConnections, {}))
  const [editing, setEditing] = useState<Connection | 'new' | null>(null)
  const tab = useTab(tabs)
  if (isLost(connections))
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />
  const items = connections.data?.items
  const waiting = items?.reduce((total, one) => total + one.openQuarantine, 0)
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setEditing('new')}
        >
          {t('add')}
        </button>
      </PageHeader>
      <Address url={connections.data?.url} />
      {!items && <Skeleton lines={3} height={80} />}
      {items?.length === 0 && <EmptyState title={t('noConnections')}>{t('noConnectionsHint')}</EmptyState>}
      <section className={styles.cards} aria-label={t('connections')}>
        {items?.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} onEdit={() => setEditing(connection)} />
        ))}
      </section>
      <Tabs
        label={t('title')}
        tabs={tabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          count: key === 'waiting' && waiting ? waiting : undefined,
        }))}
      />
      {tab === 'jobs' && <JobList />}
      {tab === 'waiting' && <WaitingList />}
      {tab === 'runs' && <RunList />}
      {editing && (
        <ConnectionDialog
          connection={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

function Address({ url }: { url: string | undefined }) {
  const { t } = useTranslation(['exchange', 'common'])
  if (!url) return null
  const copy = async () => {
    await navigator.clipboard.writeText(url)
    toastDone(t('copied', { ns: 'common' }))
  }
  return (
    <div className={styles.address}>
      <b>{t('address')}</b>
      <output>
        <code>{url}</code>
        <button type="button" className={controls.button} onClick={() => void copy()}>
          {t('copy', { ns: 'common' })}
        </button>
      </output>
      <span className={styles.soft}>{t('addressHint')}</span>
    </div>
  )
}

const tones: Record<Connection['health'], Tone> = {
  good: 'good',
  attention: 'warning',
  broken: 'danger',
  never: 'neutral',
}

function ConnectionCard({ connection, onEdit }: { connection: Connection; onEdit: () => void }) {
  const { t } = useTranslation('exchange')
  const format = useFormat()
  const { health, active, lastRefusedAt, lastSeenAt } = connection
  // a wrong password matters until 1C has got in with the right one
  const refused = lastRefusedAt && (!lastSeenAt || lastRefusedAt > lastSeenAt) ? lastRefusedAt : null
  const facts: [string, string, boolean][] = [
    [t('fact.seen'), lastSeenAt ? format.dateTime(lastSeenAt) : t('never'), false],
    [
      t('fact.success'),
      connection.lastSuccessAt ? format.dateTime(connection.lastSuccessAt) : t('never'),
      false,
    ],
    [t('fact.waiting'), format.number(connection.openQuarantine), connection.openQuarantine > 0],
    [t('fact.failed'), format.number(connection.failedToday), connection.failedToday > 0],
  ]
  return (
    <article className={styles.card} data-health={active ? health : 'off'}>
      <header>
        <h2>{connection.name}</h2>
        <Badge tone={active ? tones[health] : 'neutral'}>{t(`health.${active ? health : 'off'}`)}</Badge>
      </header>
      <p className={styles.soft}>
        {connection.sellerName} · <code>{connection.login}</code>
      </p>
      <dl className={styles.facts}>
        {facts.map(([name, value, alarming]) => (
          <div key={name} data-alarming={alarming}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {refused && <p className={styles.refused}>{t('refused', { at: format.dateTime(refused) })}</p>}
      <footer>
        <button
          type="button"
          className={controls.button}
          aria-label={t('editNamed', { name: connection.name })}
          onClick={onEdit}
        >
          {t('edit')}
        </button>
      </footer>
    </article>
  )
}
