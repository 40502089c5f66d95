import {
  listCrossReferenceOwners,
  listCrossReferences,
  type CrossReference,
} from '@portal/api/cross-references.ts'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, FilterTick, ListFilters } from '../../ui/list-filters.tsx'
import officeList from '../../ui/office-list.module.css'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import { CodeDialog } from './code-dialog.tsx'
import { CodeRowsDialog } from './code-rows-dialog.tsx'
import styles from './cross-references.module.css'
import { codesKey, useWriteCodes } from './use-write-codes.ts'
import './texts.ts'

/** What others call the goods: a buyer's list in a competitor's codes is understood by it (function 10). */
export function CrossReferencesScreen() {
  const { t } = useTranslation(['cross-references', 'common'])
  const format = useFormat()
  const mayManage = useOperatorPermission('goods.manage')
  const [filter, setFilter] = useUrlState({ search: '', owner: '', trouble: '' })
  const [dialog, setDialog] = useState<CrossReference | 'new' | 'rows' | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { remove, readAgain } = useWriteCodes()
  const owners = useQuery({
    queryKey: [...codesKey, 'owners'],
    queryFn: ({ signal }) => call(listCrossReferenceOwners, {}, { signal }),
  })
  const asked = {
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.owner ? { owner: filter.owner } : {}),
    ...(filter.trouble ? { trouble: 'true' as const } : {}),
  }
  const list = usePages(listCrossReferences, { query: { ...asked, total: 'true' } })
  const rows = list.table.rows
  const total = list.total
  const chosen = (rows ?? []).filter(({ id }) => selected.has(id))
  const filtered = Object.values(filter).some(Boolean)
  const columns = useColumns(mayManage, setDialog)
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        {mayManage && (
          <>
            <button type="button" className={controls.button} onClick={() => setDialog('rows')}>
              {t('paste')}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.primary}`}
              onClick={() => setDialog('new')}
            >
              {t('add')}
            </button>
          </>
        )}
      </PageHeader>
      <ListFilters
        count={total !== undefined && t('count', { count: total, formatted: format.number(total) })}
      >
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('owner')}
          all={t('anyOwner')}
          options={(owners.data?.items ?? []).map(({ owner, count }) => [
            owner,
            `${owner} (${format.number(count)})`,
          ])}
          value={filter.owner}
          onChange={(owner) => setFilter({ owner })}
        />
        <FilterTick
          label={t('onlyTrouble')}
          value={filter.trouble}
          onChange={(trouble) => setFilter({ trouble })}
        />
      </ListFilters>
      <DataTable
        label={t('title')}
        columns={columns}
        {...list.table}
        rowKey={(row) => row.id}
        {...(mayManage ? { selection: { selected, onChange: setSelected } } : {})}
        empty={
          filtered ? (
            <EmptyState title={t('noneFound')} />
          ) : (
            <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
          )
        }
      />
      <MorePages of={list.query} />
      {chosen.length > 0 && (
        <StickyBar
          label={t('chosen', { count: chosen.length, formatted: format.number(chosen.length) })}
          actions={
            <>
              <button
                type="button"
                className={`${controls.button} ${controls.quiet}`}
                onClick={() => setSelected(new Set())}
              >
                {t('unchoose')}
              </button>
              <button
                type="button"
                className={`${controls.button} ${controls.danger}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate(chosen, { onSuccess: () => setSelected(new Set()) })}
              >
                {t('removeChosen')}
              </button>
            </>
          }
        >
          <b>{t('chosen', { count: chosen.length, formatted: format.number(chosen.length) })}</b>
        </StickyBar>
      )}
      {dialog === 'rows' ? (
        <CodeRowsDialog
          onClose={() => {
            setDialog(null)
            void readAgain()
          }}
        />
      ) : (
        dialog && <CodeDialog code={dialog === 'new' ? undefined : dialog} onClose={() => setDialog(null)} />
      )}
    </>
  )
}

function useColumns(
  mayManage: boolean,
  onChange: (code: CrossReference) => void,
): readonly Column<CrossReference>[] {
  const { t } = useTranslation(['cross-references', 'common'])
  const { remove } = useWriteCodes()
  const columns: (Column<CrossReference> | false)[] = [
    {
      key: 'code',
      title: t('code'),
      width: 270,
      main: true,
      cell: (row) => (
        <span className={styles.code}>
          <code className={officeList.code}>{row.code}</code>
          <CodeState code={row} />
        </span>
      ),
    },
    { key: 'owner', title: t('owner'), width: 180, cell: (row) => row.owner },
    {
      key: 'article',
      title: t('article'),
      width: 190,
      cell: (row) => <span className={officeList.code}>{row.product.article}</span>,
    },
    {
      key: 'product',
      title: t('product'),
      cell: (row) => (
        <>
          <Link to={`/office/products/${row.product.id}`}>{row.product.name}</Link>{' '}
          {!row.product.active && <Badge>{t('off')}</Badge>}
        </>
      ),
    },
    mayManage && {
      key: 'actions',
      title: '',
      width: 150,
      align: 'end',
      phone: 'rest',
      cell: (row) => (
        <span className={styles.actions}>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-label={t('changeOf', { code: row.code })}
            onClick={() => onChange(row)}
          >
            {t('change', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={controls.icon}
            aria-label={t('removeOf', { code: row.code })}
            disabled={remove.isPending}
            onClick={() => remove.mutate([row])}
          >
            <IconX size={16} aria-hidden="true" />
          </button>
        </span>
      ),
    },
  ]
  return columns.filter((column) => column !== false)
}

/** Why a row with this code does not lead straight to the product. */
export function CodeState({ code }: { code: CrossReference }) {
  const { t } = useTranslation('cross-references')
  const format = useFormat()
  return (
    <>
      {code.shadowedBy !== null && (
        <Badge tone="warning">{t('shadowed', { article: code.shadowedBy })}</Badge>
      )}
      {code.sharedWith > 0 && (
        <Badge tone="warning">
          {t('shared', { count: code.sharedWith, formatted: format.number(code.sharedWith) })}
        </Badge>
      )}
    </>
  )
}
