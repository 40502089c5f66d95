import {
  attachDocumentRows,
  detachDocument,
  getDocument,
  listDocumentProducts,
  removeDocument,
  type ProductDocument,
} from '@portal/api/product-media.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ListFilters } from '../../ui/list-filters.tsx'
import officeList from '../../ui/office-list.module.css'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import { DocumentDialog } from './document-dialog.tsx'
import styles from './product-media.module.css'
import { SpreadDialog } from './spread-dialog.tsx'
import './texts.ts'
import { useDocumentWords } from './use-document-words.ts'
import { useMediaChanged } from './use-media.ts'
import { Validity } from './validity.tsx'

/** One document: what it says, and which products it covers. */
export function DocumentScreen({ documentId }: { documentId: string }) {
  const { t } = useTranslation('product-media')
  const document = useQuery(queryFor(getDocument, { params: { documentId } }))
  const { nameOf } = useDocumentWords()
  const mayManage = useOperatorPermission('goods.manage')
  if (isLost(document)) return <ErrorState error={document.error} onRetry={() => void document.refetch()} />
  if (!document.data) return <Skeleton lines={12} />
  return (
    <>
      <title>{nameOf(document.data)}</title>
      <PageHeader title={nameOf(document.data)} note={<Link to="/office/documents">{t('screenTitle')}</Link>}>
        {mayManage && <Actions document={document.data} />}
      </PageHeader>
      <Words document={document.data} />
      <Products document={document.data} mayManage={mayManage} />
    </>
  )
}

function Words({ document }: { document: ProductDocument }) {
  const { t, i18n } = useTranslation('product-media')
  const format = useFormat()
  const words: [string, string | null][] = [
    [t('whatIsIt'), t(`kind.${document.kind}`)],
    [t('certificateKindLabel'), document.certificateKind && t(`certificateKind.${document.certificateKind}`)],
    [t('numberLabel'), document.number],
    [t('issuer'), document.issuer],
    [t('validFrom'), document.validFrom && format.date(document.validFrom)],
    [t('validThroughLabel'), document.validThrough && format.date(document.validThrough)],
    [
      t('language'),
      document.language &&
        (new Intl.DisplayNames([i18n.language], { type: 'language' }).of(document.language) ?? null),
    ],
    [t('file'), document.fileName && `${document.fileName}, ${format.bytes(document.size)}`],
    [t('videoLink'), document.host],
  ]
  return (
    <section className={styles.head}>
      <dl className={styles.words}>
        {words
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <div className={styles.badges}>
        <Validity document={document} />
        {document.fromExchange && <Badge>{t('fromExchange')}</Badge>}
        {document.href ? (
          <a className={controls.button} href={document.href} target="_blank" rel="noreferrer">
            {t('open')}
          </a>
        ) : (
          <Badge>{t('fileWaits')}</Badge>
        )}
      </div>
    </section>
  )
}

function Actions({ document }: { document: ProductDocument }) {
  const { t } = useTranslation(['product-media', 'common'])
  const format = useFormat()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const changed = useMediaChanged()
  const [dialog, setDialog] = useState<'change' | 'remove' | null>(null)
  const remove = useMutation({
    mutationFn: () => call(removeDocument, { params: { documentId: document.id } }),
    onSuccess: async () => {
      await navigate('/office/documents')
      await changed.documents()
      toastDone(t('removed'))
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <>
      <button type="button" className={controls.button} onClick={() => setDialog('change')}>
        {t('change', { ns: 'common' })}
      </button>
      <button
        type="button"
        className={`${controls.button} ${controls.danger}`}
        onClick={() => setDialog('remove')}
      >
        {t('remove')}
      </button>
      {dialog === 'change' && <DocumentDialog document={document} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && (
        <Dialog
          opened
          onClose={() => setDialog(null)}
          title={t('removeTitle')}
          actions={
            <>
              <button type="button" className={controls.button} onClick={() => setDialog(null)}>
                {t('cancel', { ns: 'common' })}
              </button>
              <button
                type="button"
                className={`${controls.button} ${controls.danger}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t('remove')}
              </button>
            </>
          }
        >
          <p>
            {t('removeText', {
              count: document.productCount,
              value: format.number(document.productCount),
            })}
          </p>
        </Dialog>
      )}
    </>
  )
}

type Product = {
  id: string
  article: string | null
  name: string
  brand: string | null
  active: boolean
  attachedByExchange: boolean
}

function Products({ document, mayManage }: { document: ProductDocument; mayManage: boolean }) {
  const { t } = useTranslation(['product-media', 'common'])
  const format = useFormat()
  const changed = useMediaChanged()
  const [filter, setFilter] = useUrlState({ search: '' })
  const [dialog, setDialog] = useState<'paste' | 'spread' | null>(null)
  const params = { documentId: document.id }
  const asked = filter.search ? { search: filter.search } : {}
  const products = usePages(listDocumentProducts, { params, query: { ...asked, total: 'true' } })
  const total = products.total
  const columns = useProductColumns(document, mayManage)
  return (
    <section className={styles.products} aria-label={t('products')}>
      <h2>{t('products')}</h2>
      <ListFilters
        count={total !== undefined && t('ofProducts', { count: total, value: format.number(total) })}
      >
        <SearchField
          label={t('searchProducts')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        {mayManage && (
          <>
            <button type="button" className={controls.button} onClick={() => setDialog('paste')}>
              {t('pasteArticles')}
            </button>
            <button type="button" className={controls.button} onClick={() => setDialog('spread')}>
              {t('spread.title')}
            </button>
          </>
        )}
      </ListFilters>
      <DataTable
        label={t('products')}
        columns={columns}
        {...products.table}
        rowKey={(row) => row.id}
        empty={
          filter.search ? (
            <EmptyState title={t('noneFoundProducts')} />
          ) : (
            <EmptyState title={t('noProducts')}>{mayManage && t('noProductsHint')}</EmptyState>
          )
        }
      />
      <MorePages of={products.query} />
      {dialog === 'spread' && <SpreadDialog documentId={document.id} onClose={() => setDialog(null)} />}
      {dialog === 'paste' && (
        <PasteRowsDialog
          title={t('pasteArticles')}
          hint={t('pasteHint')}
          placeholder={'М8х40-ОЦ\nВА47-29-1P-C16'}
          most={5000}
          onClose={() => setDialog(null)}
          onSend={async (rows) => {
            const answer = await call(attachDocumentRows, {
              params,
              body: { rows: rows.map(({ cells: [article = ''] }) => ({ article: article.slice(0, 400) })) },
            })
            await changed.documents()
            return answer.rows.map(({ outcome }) => ({
              tone: outcome === 'attached' ? 'good' : outcome === 'same' ? 'neutral' : 'danger',
              outcome: t(`outcome.${outcome}`),
            }))
          }}
        />
      )}
    </section>
  )
}

function useProductColumns(document: ProductDocument, mayManage: boolean): Column<Product>[] {
  const { t } = useTranslation('product-media')
  const problemText = useProblemText()
  const changed = useMediaChanged()
  const detach = useMutation({
    mutationFn: (productId: string) =>
      call(detachDocument, { params: { productId, documentId: document.id } }),
    onSuccess: changed.documents,
    onError: (error) => toastProblem(problemText(error)),
  })
  return [
    {
      key: 'article',
      title: t('column.article'),
      width: 180,
      oneLine: true,
      cell: ({ article }) => <span className={officeList.code}>{article}</span>,
    },
    {
      key: 'name',
      title: t('column.product'),
      main: true,
      cell: ({ id, name, active }) => (
        <>
          <Link to={`/office/products/${id}`}>{name}</Link> {!active && <Badge>{t('off')}</Badge>}
        </>
      ),
    },
    {
      key: 'brand',
      title: t('column.brand'),
      width: 160,
      oneLine: true,
      phone: 'hidden',
      cell: ({ brand }) => brand,
    },
    ...(mayManage
      ? [
          {
            key: 'detach',
            title: '',
            width: 56,
            align: 'end' as const,
            cell: ({ id, name, attachedByExchange }: Product) => (
              <button
                type="button"
                className={controls.icon}
                aria-label={t('detachFrom', { name })}
                title={attachedByExchange ? t('fromExchangeHint') : undefined}
                disabled={detach.isPending || attachedByExchange}
                onClick={() => detach.mutate(id)}
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            ),
          },
        ]
      : []),
  ]
}
