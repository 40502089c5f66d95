import { createFeedSource, listFeedSources, type FeedSource } from '@portal/api/feeds.ts'
import { listSellers } from '@portal/api/sellers.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ImportBadge } from './import-badge.tsx'
import styles from './supplier-files.module.css'
import { UploadButton } from './upload-button.tsx'
import './texts.ts'

/** Who sends price lists, and how the last file of each went. */
export function SourcesScreen() {
  const { t } = useTranslation('supplier-files')
  const sources = useQuery(queryFor(listFeedSources, {}))
  const [adding, setAdding] = useState(false)
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setAdding(true)}
        >
          {t('add')}
        </button>
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={useColumns()}
        rows={sources.data?.items}
        rowKey={(source) => source.id}
        rowLink={(source) => `/office/supplier-prices/${source.id}`}
        error={sources.error}
        onRetry={() => void sources.refetch()}
        busy={sources.isFetching}
        skeletonRows={4}
        empty={<EmptyState title={t('noSources')}>{t('noSourcesHint')}</EmptyState>}
      />
      {adding && <SourceDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function useColumns(): Column<FeedSource>[] {
  const { t } = useTranslation('supplier-files')
  const format = useFormat()
  return [
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: (source) => (
        <Link to={`/office/supplier-prices/${source.id}`}>
          {source.name}
          {!source.active && <span className={styles.soft}> · {t('off')}</span>}
        </Link>
      ),
    },
    {
      key: 'seller',
      title: t('column.seller'),
      width: 190,
      oneLine: true,
      cell: (source) => source.sellerName,
    },
    {
      key: 'last',
      title: t('column.last'),
      width: 220,
      oneLine: true,
      cell: ({ lastImport }) =>
        lastImport ? (
          <Link to={`/office/supplier-prices/files/${lastImport.id}`}>{lastImport.fileName}</Link>
        ) : (
          <span className={styles.soft}>{t('never')}</span>
        ),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 150,
      cell: ({ lastImport }) => lastImport && <ImportBadge file={lastImport} />,
    },
    {
      key: 'received',
      title: t('column.received'),
      width: 144,
      cell: ({ lastImport }) => lastImport && format.dateTime(lastImport.createdAt),
    },
    {
      key: 'products',
      title: t('column.products'),
      width: 92,
      align: 'end',
      phone: 'labelled',
      cell: (source) => format.number(source.productCount),
    },
    {
      key: 'upload',
      title: '',
      width: 170,
      align: 'end',
      cell: (source) => source.active && <UploadButton sourceId={source.id} sourceName={source.name} />,
    },
  ]
}

function SourceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('supplier-files')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const sellers = useQuery(queryFor(listSellers, {}))
  const create = useMutation({
    mutationFn: (form: FormData) =>
      call(createFeedSource, {
        body: { name: String(form.get('name')).trim(), sellerId: String(form.get('seller')) },
      }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['exchange'] })
      await navigate(`/office/supplier-prices/${made.id}`)
    },
  })
  return (
    <FormDialog
      title={t('create.title')}
      action={t('create.save')}
      busy={create.isPending}
      error={create.error}
      onSubmit={create.mutate}
      onClose={onClose}
    >
      <TextField label={t('create.name')} name="name" required maxLength={200} hint={t('create.nameHint')} />
      <label className={controls.field}>
        <span className={controls.label}>{t('create.seller')}</span>
        <select className={controls.input} name="seller" required>
          {sellers.data?.items.map((seller) => (
            <option key={seller.id} value={seller.id}>
              {seller.name}
            </option>
          ))}
        </select>
      </label>
    </FormDialog>
  )
}
