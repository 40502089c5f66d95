import { listFeedRows, type FeedImportDetails, type FeedRow } from '@portal/api/feeds.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { useCodeText } from '../exchange/code-text.ts'
import styles from './supplier-files.module.css'
import './texts.ts'

const outcomes = ['create', 'change', 'refused', 'duplicate', 'unknown', 'same', 'group', 'note'] as const

/** The rows of a file by what becomes of them, twenty at a time. */
export function RowsByOutcome({ file }: { file: FeedImportDetails }) {
  const { t } = useTranslation('supplier-files')
  const there = outcomes.filter((key) => (file.outcomes[key] ?? 0) > 0)
  const outcome = useTab(there, 'rows')
  const pages = useInfiniteQuery({
    queryKey: ['exchange', listFeedRows.path, file.id, outcome],
    queryFn: ({ pageParam, signal }) =>
      call(
        listFeedRows,
        { params: { importId: file.id }, query: { outcome, after: pageParam, limit: 20 } },
        { signal },
      ),
    initialPageParam: -1,
    getNextPageParam: (last) => last.nextAfter,
    placeholderData: keepPreviousData,
  })
  const first = pages.data?.pages[0]
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  const columns = useRowColumns(file, rows ?? [], first?.priceTitles ?? [], first?.stockTitles ?? [])
  return (
    <section className={styles.section}>
      <Tabs
        label={t('outcomes.label')}
        param="rows"
        tabs={there.map((key) => ({
          key,
          label: t(key === 'change' && file.state === 'done' ? 'outcomes.changed' : `outcomes.${key}`),
          count: file.outcomes[key],
        }))}
      />
      <DataTable
        label={t('outcomes.label')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.position)}
        error={pages.error}
        onRetry={() => void pages.refetch()}
        busy={pages.isFetching}
        density="compact"
        empty={<EmptyState title={file.state === 'done' ? t('gone') : t('noRows')} />}
      />
      <MorePages of={pages} />
    </section>
  )
}

/** `1204.5` is shown as a price: `1 204,50`. */
function withHundredths(amount: string): string {
  const [whole = '', part = ''] = amount.split('.')
  return `${whole}.${part.padEnd(2, '0')}`
}

/** `Опт, RUB` is shown as `Опт, ₽`. */
function withSymbol(title: string, symbol: (currency: string) => string): string {
  return title.replace(/, ([A-Z]{3})$/, (_, currency: string) => `, ${symbol(currency)}`)
}

/** The groups of a row; where sheets are categories, its sheet stands before them. */
function withoutSheet({ category, sheet }: FeedRow): string {
  if (category === null || category === sheet) return ''
  return category.startsWith(`${sheet} / `) ? category.slice(sheet.length + 3) : category
}

/** More figures than this share one column, so that names keep their room. */
const mostFigures = 4

/** Only columns that say something about these rows. */
function useRowColumns(
  file: FeedImportDetails,
  rows: readonly FeedRow[],
  priceTitles: readonly string[],
  stockTitles: readonly string[],
): Column<FeedRow>[] {
  const { t } = useTranslation('supplier-files')
  const format = useFormat()
  const words = useCodeText()
  const several = (file.mapping?.sheets.filter(({ use }) => use).length ?? 0) > 1
  const amount = (text: string | null | undefined) =>
    text === '' ? t('onRequest') : text ? format.number(withHundredths(text)) : ''
  const figures = [
    ...priceTitles.map((title, place) => ({
      title: withSymbol(title, format.symbol),
      of: (row: FeedRow) => amount(row.prices[place]),
    })),
    ...stockTitles.map((title, place) => ({
      title: t('stockOf', { title }),
      of: (row: FeedRow) => (row.stocks[place] ? format.number(row.stocks[place]) : ''),
    })),
  ].filter(({ of }) => rows.some((row) => of(row) !== ''))
  const column = (key: 'article' | 'unit', width: number): Column<FeedRow>[] =>
    rows.some((row) => row[key] !== null)
      ? [
          {
            key,
            title: t(`column.${key}`),
            width,
            oneLine: true,
            ...(key === 'article' ? {} : { phone: 'hidden' as const }),
            cell: (row) => row[key],
          },
        ]
      : []
  // a category is made of what is new; other goods stay where they are
  const grouped = rows.some(({ outcome, category }) => outcome === 'create' && category !== null)
  return [
    {
      key: 'row',
      title: t('column.row'),
      width: 64,
      cell: (row) => (
        <>
          {row.row}
          {several && <span className={styles.onPhone}> · {row.sheet}</span>}
        </>
      ),
    },
    ...column('article', 176),
    {
      key: 'name',
      title: t('column.product'),
      main: true,
      cell: (row) =>
        row.productId ? (
          <Link to={`/office/products/${row.productId}`}>{row.name ?? row.article}</Link>
        ) : (
          row.name
        ),
    },
    ...(grouped
      ? [
          {
            key: 'category',
            title: t('column.category'),
            width: 190,
            phone: 'hidden' as const,
            cell: (row: FeedRow) => (several ? withoutSheet(row) : row.category),
          },
        ]
      : []),
    ...(several
      ? [
          {
            key: 'sheet',
            title: t('column.sheet'),
            width: 184,
            oneLine: true,
            phone: 'hidden' as const,
            cell: (row: FeedRow) => row.sheet,
          },
        ]
      : []),
    ...column('unit', 52),
    ...(figures.length > mostFigures
      ? [
          {
            key: 'figures',
            title: t('column.figures'),
            width: 340,
            phone: 'rest' as const,
            cell: (row: FeedRow) =>
              figures.flatMap(({ title, of }) => (of(row) === '' ? [] : [`${title} ${of(row)}`])).join(' · '),
          },
        ]
      : figures.map(({ title, of }, place): Column<FeedRow> => ({
          key: `figure${place}`,
          title,
          width: 100,
          align: 'end',
          phone: 'labelled',
          cell: of,
        }))),
    ...(rows.some(({ remarks }) => remarks.length > 0)
      ? [
          {
            key: 'remark',
            title: t('column.remark'),
            width: 240,
            cell: (row: FeedRow) =>
              row.remarks.map(({ code, params }) => words.reason(code, params)).join('; '),
          },
        ]
      : []),
  ]
}
