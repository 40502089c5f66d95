import {
  listSubscriptions,
  subscriptionKind,
  type Subscription,
  type SubscriptionState,
} from '@portal/api/subscriptions.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { PriceCell } from '../../ui/price-cell.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import { StockBadge, TransitText } from '../../ui/stock-badge.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { productPath } from '../offer/product-path.ts'
import { useEndSubscriptions, useExtendSubscriptions } from './subscribed.ts'
import styles from './subscriptions.module.css'
import './texts.ts'

const tones: Record<SubscriptionState, Tone> = {
  waiting: 'accent',
  came_true: 'good',
  inactive: 'neutral',
  expired: 'warning',
}

/** What the person asked to be told of under the present contract, and the ways to stop or go on. */
export function SubscriptionsScreen() {
  const { t } = useTranslation(['subscriptions', 'common'])
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ kind: '' })
  const kind = subscriptionKind.options.find((one) => one === filter.kind)
  const asked = { kind, total: 'true' }
  const list = usePages(listSubscriptions, { query: asked })
  const rows = list.table.rows
  const total = list.total
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const columns = useColumns()
  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')} note={t('note')} />
      {(total !== 0 || kind) && (
        <ListFilters
          count={total !== undefined && t('count', { count: total, formatted: format.number(total) })}
        >
          <FilterSelect
            label={t('kindFilter')}
            all={t('anyKind')}
            options={subscriptionKind.options.map((one) => [one, t(`kindShort.${one}`)])}
            value={filter.kind}
            onChange={(kind) => setFilter({ kind })}
          />
        </ListFilters>
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        {...list.table}
        rowKey={(one) => one.id}
        selection={{ selected, onChange: setSelected }}
        empty={
          kind ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')}>
              <p>{t('emptyHint')}</p>
              <p className={styles.way}>
                <Link className={`${controls.button} ${controls.primary}`} to="/catalogue">
                  {t('toCatalogue')}
                </Link>
              </p>
            </EmptyState>
          )
        }
      />
      <MorePages of={list.query} />
      <Picked
        ids={(rows ?? []).map((one) => one.id).filter((id) => selected.has(id))}
        onDone={() => setSelected(new Set())}
      />
    </>
  )
}

function Picked({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const ending = useEndSubscriptions(onDone)
  const extending = useExtendSubscriptions(onDone)
  if (ids.length === 0) return null
  const label = t('picked', { count: ids.length, formatted: format.number(ids.length) })
  const first = ids.slice(0, 200)
  return (
    <StickyBar
      label={label}
      actions={
        <>
          <button
            type="button"
            className={controls.button}
            disabled={extending.isPending}
            onClick={() => extending.mutate(first)}
          >
            {t('extend')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={ending.isPending}
            onClick={() => ending.mutate(first)}
          >
            {t('off')}
          </button>
        </>
      }
    >
      {label}
    </StickyBar>
  )
}

function useColumns(): readonly Column<Subscription>[] {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const prices = usePermission('prices.view')
  const columns: (Column<Subscription> | false)[] = [
    { key: 'what', title: t('column.what'), main: true, cell: (one) => <What subscription={one} /> },
    {
      key: 'kind',
      title: t('column.kind'),
      width: 210,
      cell: (one) => (
        <span className={styles.stack}>
          {one.kind === 'price_below' && one.maxPrice
            ? `${t('kind.price_below')} ${format.money(one.maxPrice)}`
            : t(`kind.${one.kind}`)}
          {one.wantedQuantity && (
            <span className={styles.soft}>
              {t('wanted', {
                quantity: `${format.number(one.wantedQuantity)} ${one.item?.units[0]?.name ?? ''}`,
              })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 150,
      cell: (one) => (
        <span className={styles.stack} title={t(`stateHint.${one.state}`)}>
          <Badge tone={tones[one.state]}>{t(`state.${one.state}`)}</Badge>
          {one.lastToldAt && (
            <span className={styles.soft}>{t('told', { date: format.date(one.lastToldAt) })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'stock',
      title: t('column.stock'),
      width: 132,
      phone: 'hidden',
      cell: (one) =>
        one.item && (
          <span className={styles.stack}>
            <StockBadge stock={one.item.stock} unit={one.item.units[0]?.name ?? ''} />
            <TransitText lot={one.item.inTransit} />
          </span>
        ),
    },
    prices && {
      key: 'price',
      title: t('column.price'),
      width: 164,
      align: 'end',
      phone: 'hidden',
      cell: (one) => one.item && <PriceCell price={one.item.price} onRequest={one.item.onRequest} />,
    },
    {
      key: 'expires',
      title: t('column.expires'),
      width: 126,
      phone: 'labelled',
      cell: (one) => format.date(one.expiresAt),
    },
  ]
  return columns.filter((column) => column !== false)
}

/** The product as it is offered now; one that is not offered keeps the name under which it was asked for. */
function What({ subscription: { item, label, choice } }: { subscription: Subscription }) {
  if (item)
    return (
      <span className={styles.stack}>
        <Link to={productPath(item.slug)}>{item.name}</Link>
        {item.article && <span className={styles.article}>{item.article}</span>}
      </span>
    )
  if (!choice) return <span className={styles.soft}>{label}</span>
  const address = new URLSearchParams()
  if (choice.category) address.set('category', choice.category)
  if (choice.filters) address.set('filters', choice.filters)
  return <Link to={`/catalogue?${address.toString()}`}>{label}</Link>
}
