import type { OutputOf } from '@portal/api/endpoint.ts'
import { chooseForUploadRow, getUpload, listUploadRows } from '@portal/api/uploads.ts'
import { type RowOutcome } from '@portal/api/matching.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useInfiniteQuery, useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { productPath } from '../offer/product-path.ts'
import { Substitutes, useSubstitutes } from '../offer/substitutes.tsx'
import { RememberNumber } from '../part-numbers/remember-number.tsx'
import { UnitSelect } from '../offer/unit-select.tsx'
import { rulesIn } from '../offer/units.ts'
import { inNeed, needsSubstitute } from './rows-in-need.ts'
import { Candidates, OtherContracts, RowState } from './row-state.tsx'
import { useFoundByWords } from './use-found-by-words.ts'
import { useTakeUnder } from './use-take-under.ts'
import styles from './quick-order.module.css'
import './texts.ts'

type Page = OutputOf<typeof listUploadRows>
type Row = Page['rows'][number]
type Choice = { productId: string; packagingId?: string; quantity?: string }

/** The rows of an upload by their numbers in the file; what can be cured is cured in its row. */
export function UploadTable({ uploadId, outcome }: { uploadId: string; outcome: RowOutcome | undefined }) {
  const { t } = useTranslation('quick-order')
  const format = useFormat()
  const pages = useUploadRows(uploadId, outcome)
  const choose = useChoose(uploadId)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const { take, busy } = useTakeUnder()
  const [taken, setTaken] = useState<Readonly<Record<number, string>>>({})
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  const substitutes = useSubstitutes(
    (rows ?? [])
      .filter(needsSubstitute)
      .map((row) =>
        inNeed(String(row.position), { ...row, quantity: row.quantity ?? row.quantityText?.trim() ?? null }),
      ),
  )
  const byWords = useFoundByWords((rows ?? []).map((row) => ({ key: String(row.position), answer: row })))
  const wordsOf = (row: Row) => byWords.get(String(row.position)) ?? []
  const instead = (row: Row) => (
    <Substitutes
      items={substitutes.get(String(row.position)) ?? []}
      disabled={choose.isPending}
      onTake={({ item: { productId }, packagingId, quantity }) =>
        choose.mutate({ row, choice: { productId, packagingId, ...(quantity ? { quantity } : {}) } })
      }
    />
  )
  const columns: Column<Row>[] = [
    {
      key: 'row',
      title: t('column.row'),
      width: 76,
      align: 'end',
      phone: 'labelled',
      cell: (row) => <span className={styles.number}>{row.rowNumber}</span>,
    },
    {
      key: 'article',
      title: t('column.article'),
      width: 190,
      oneLine: true,
      cell: (row) => (
        <code className={styles.article} title={row.article}>
          {row.article}
        </code>
      ),
    },
    {
      key: 'product',
      title: t('column.product'),
      main: true,
      cell: (row) =>
        row.item ? (
          <>
            <Link to={productPath(row.item.slug)}>{row.item.name}</Link>{' '}
            {row.item.article !== row.article && <span className={styles.soft}>{row.item.article}</span>}
            {chosen.has(row.position) && <RememberNumber text={row.article} item={row.item} />}
            {instead(row)}
          </>
        ) : row.position in taken ? (
          <span className={styles.soft}>{t('tookUnder', { number: taken[row.position] })}</span>
        ) : (
          <>
            {instead(row)}
            {!substitutes.get(String(row.position))?.length && (
              <Candidates
                byArticle={row.candidates}
                byWords={wordsOf(row)}
                disabled={choose.isPending}
                onChoose={({ productId }) =>
                  choose.mutate(
                    { row, choice: { productId } },
                    { onSuccess: ({ position }) => setChosen((all) => new Set(all).add(position)) },
                  )
                }
              />
            )}
            <OtherContracts
              contracts={row.otherContracts}
              disabled={busy}
              onChoose={(contract) =>
                take({
                  contract,
                  quantity: row.quantityText?.trim() || '1',
                  onTaken: () => setTaken((all) => ({ ...all, [row.position]: contract.number })),
                })
              }
            />
          </>
        ),
    },
    {
      key: 'quantity',
      title: t('column.quantity'),
      width: 150,
      align: 'end',
      phone: 'labelled',
      cell: (row) =>
        row.outcome === 'bad_quantity' && row.item ? (
          <Mend row={row} onMend={(choice) => choose.mutate({ row, choice })} />
        ) : (
          row.quantity && format.number(row.quantity)
        ),
    },
    {
      key: 'unit',
      title: t('column.unit'),
      width: 120,
      cell: (row) =>
        row.item && row.outcome !== 'duplicate' && row.outcome !== 'not_available' ? (
          <UnitSelect
            item={row.item}
            value={row.packagingId ?? baseUnit}
            disabled={choose.isPending}
            onChange={(packagingId) =>
              row.item && choose.mutate({ row, choice: { productId: row.item.productId, packagingId } })
            }
          />
        ) : null,
    },
    { key: 'state', title: t('column.state'), width: 300, cell: (row) => <RowState row={row} /> },
  ]
  return (
    <>
      <DataTable
        label={t('upload.outcomes')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.position)}
        error={pages.error}
        onRetry={() => void pages.refetch()}
        empty={<EmptyState title={t('upload.noRows')}>{outcome ? null : t('upload.noRowsNote')}</EmptyState>}
      />
      {pages.hasNextPage && !pages.isFetchingNextPage && (
        <NearEnd key={rows?.length} onNear={() => void pages.fetchNextPage()} />
      )}
    </>
  )
}

/** A quantity that could not be read, typed anew. */
function Mend({ row, onMend }: { row: Row; onMend: (choice: Choice) => void }) {
  const { t } = useTranslation('offer')
  if (!row.item) return null
  const { productId, name } = row.item
  const packagingId = row.packagingId ?? baseUnit
  return (
    <QuantityInput
      {...rulesIn(row.item, packagingId)}
      value={null}
      onChange={() => undefined}
      onCommit={(quantity) => quantity !== null && onMend({ productId, packagingId, quantity })}
      label={t('quantityOf', { name })}
    />
  )
}

const keyOf = (uploadId: string) => ['offer', listUploadRows.path, uploadId] as const

function useUploadRows(uploadId: string, outcome: RowOutcome | undefined) {
  return useInfiniteQuery({
    queryKey: [...keyOf(uploadId), outcome ?? 'all'],
    initialPageParam: -1,
    queryFn: ({ pageParam, signal }) =>
      call(
        listUploadRows,
        {
          params: { uploadId },
          query: { after: pageParam, limit: 300, ...(outcome ? { outcome } : {}) },
        },
        { signal },
      ),
    getNextPageParam: (last: Page) => last.nextAfter,
  })
}

/** The row's answer stands in its place at once, in whichever tab it is looked at; only the counts are asked again. */
function useChoose(uploadId: string) {
  const problemText = useProblemText()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ row, choice }: { row: Row; choice: Choice }) =>
      call(chooseForUploadRow, { params: { uploadId, position: row.position }, body: choice }),
    onSuccess: async (answer) => {
      queries.setQueriesData<InfiniteData<Page>>(
        { queryKey: keyOf(uploadId) },
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              rows: page.rows.map((row) => (row.position === answer.position ? { ...row, ...answer } : row)),
            })),
          },
      )
      await queries.invalidateQueries({
        queryKey: queryFor(getUpload, { params: { uploadId } }).queryKey,
      })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
}

/** Calls once when the end of the list comes near the window. */
function NearEnd({ onNear }: { onNear: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  const call = useRef(onNear)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        observer.disconnect()
        call.current()
      },
      { rootMargin: '2000px' },
    )
    if (mark.current) observer.observe(mark.current)
    return () => observer.disconnect()
  }, [])
  return <div ref={mark} style={{ height: 1 }} />
}
