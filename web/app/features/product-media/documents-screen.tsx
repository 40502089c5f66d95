import { expiringDays, listDocuments, type ProductDocument } from '@portal/api/product-media.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FilterSelect, ListFilters } from '../../ui/list-filters.tsx'
import officeList from '../../ui/office-list.module.css'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { DocumentDialog } from './document-dialog.tsx'
import './texts.ts'
import { useDocumentWords } from './use-document-words.ts'
import { Validity } from './validity.tsx'

const kinds = ['certificate', 'manual', 'video', 'file'] as const
const states = ['expiring', 'expired', 'valid', 'undated', 'unused'] as const
const spans = ['14', '30', String(expiringDays), '90', '180', '365'] as const

/** Documents of all products; those that end first stand first, so that nobody learns from a buyer that one has ended. */
export function DocumentsScreen() {
  const { t } = useTranslation(['product-media', 'common'])
  const format = useFormat()
  const navigate = useNavigate()
  const mayManage = useOperatorPermission('goods.manage')
  const [filter, setFilter] = useUrlState({
    search: '',
    kind: 'certificate',
    state: '',
    days: String(expiringDays),
  })
  const [adding, setAdding] = useState(false)
  const asked = {
    ...(filter.search ? { search: filter.search } : {}),
    kind: kinds.find((one) => one === filter.kind),
    state: states.find((one) => one === filter.state),
    ...(filter.state === 'expiring' ? { days: spans.find((one) => one === filter.days) } : {}),
  }
  const documents = usePages(listDocuments, { query: { ...asked, total: 'true' } })
  const total = documents.total
  const columns = useColumns()
  const filtered = filter.search !== '' || filter.state !== ''
  return (
    <>
      <title>{t('screenTitle')}</title>
      <PageHeader title={t('screenTitle')} note={t('screenNote')}>
        {mayManage && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setAdding(true)}
          >
            {t('addDocument')}
          </button>
        )}
      </PageHeader>
      <ListFilters count={total !== undefined && t('found', { count: total, value: format.number(total) })}>
        <SearchField
          label={t('search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <FilterSelect
          label={t('whatIsIt')}
          options={[...kinds.map((kind) => [kind, t(`group.${kind}`)] as const), ['all', t('allKinds')]]}
          value={filter.kind}
          onChange={(kind) => setFilter({ kind })}
        />
        <FilterSelect
          label={t('stateLabel')}
          all={t('filter.any')}
          options={states.map((state) => [state, t(`filter.${state}`)])}
          value={filter.state}
          onChange={(state) => setFilter({ state })}
        />
        {filter.state === 'expiring' && (
          <FilterSelect
            label={t('within')}
            options={spans.map((days) => [days, t('withinDays', { count: Number(days) })])}
            value={filter.days}
            onChange={(days) => setFilter({ days })}
          />
        )}
      </ListFilters>
      <DataTable
        label={t('screenTitle')}
        columns={columns}
        {...documents.table}
        rowKey={(row) => row.id}
        rowLink={(row) => `/office/documents/${row.id}`}
        empty={
          filtered ? (
            <EmptyState title={t(filter.state === 'expired' ? 'noneExpired' : 'noneFound')} />
          ) : (
            <EmptyState title={t('noneYet')}>{t('noneYetHint')}</EmptyState>
          )
        }
      />
      <MorePages of={documents.query} />
      {adding && (
        <DocumentDialog
          onClose={() => setAdding(false)}
          onAdded={({ id }) => void navigate(`/office/documents/${id}`)}
        />
      )}
    </>
  )
}

function useColumns(): Column<ProductDocument>[] {
  const { t } = useTranslation('product-media')
  const format = useFormat()
  const { nameOf, factsOf } = useDocumentWords()
  return [
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (document) => (
        <>
          <Link to={`/office/documents/${document.id}`}>{nameOf(document)}</Link>
          <span className={officeList.under}>{factsOf({ ...document, number: null })}</span>
        </>
      ),
    },
    {
      key: 'number',
      title: t('column.number'),
      width: 260,
      cell: (document) => <span className={officeList.code}>{document.number}</span>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 200,
      cell: (document) => <Validity document={document} />,
    },
    {
      key: 'products',
      title: t('column.products'),
      width: 100,
      align: 'end',
      phone: 'labelled',
      cell: (document) => format.number(document.productCount),
    },
  ]
}
