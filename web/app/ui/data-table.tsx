import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type CSSProperties, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { moveInGrid } from './grid-keys.ts'
import { ErrorState } from './states.tsx'
import { tick, tickAll, tickedOf, type Selection } from './ticks.ts'
import styles from './table.module.css'
import { useOverflows } from './use-overflows.ts'

export interface Column<Row> {
  key: string
  title: string
  cell: (row: Row, index: number) => ReactNode
  /** in pixels; columns without it share what is left */
  width?: number
  /** figures stand at the right */
  align?: 'end'
  /** the name that makes the first line on a phone */
  main?: boolean
  /** on a phone: the title is said before the value, the cell takes a line of its own, the rest of its line, stands at its end, or is left out */
  phone?: 'labelled' | 'line' | 'rest' | 'end' | 'hidden'
  /** its head sorts by this key */
  sortable?: boolean
  /** one line, cut with an ellipsis */
  oneLine?: boolean
  /** for the CSV file; a column without it is not exported */
  text?: (row: Row) => string
}

export interface DataTableProps<Row> {
  /** what the table lists, for those who hear it */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** what to say when there are no rows */
  empty: ReactNode
  error?: unknown
  onRetry?: () => void
  /** these rows are being read again */
  busy?: boolean
  /** a key of a column, with `-` before it for descending; keep it in the address (`useUrlState`) */
  sort?: string
  onSort?: (sort: string) => void
  selection?: Selection
  /** a click anywhere in the row goes there; put a `Link` into the main cell too */
  rowLink?: (row: Row) => string
  density?: 'normal' | 'compact'
  /** a row of totals: a `tr` */
  foot?: ReactNode
  skeletonRows?: number
}

const virtualFrom = 100

/**
 * A dense table of native elements. Figures right, head stays in sight, rows beyond a hundred are drawn as they come
 * into sight, inputs are walked through as in a spreadsheet, and on a phone each row becomes two lines.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, error, onRetry, density = 'normal', selection, foot } = props
  const wrap = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const virtual = (rows?.length ?? 0) > virtualFrom
  useLayoutEffect(() => {
    if (virtual && wrap.current) setTop(wrap.current.getBoundingClientRect().top + window.scrollY)
  }, [virtual])
  // oxlint-disable-next-line react/incompatible-library -- no React Compiler here to be confused by it
  const virtualizer = useWindowVirtualizer({
    count: rows?.length ?? 0,
    estimateSize: () => (density === 'compact' ? 28 : 36) + 1,
    overscan: 15,
    scrollMargin: top,
    enabled: virtual,
  })
  if (error && !rows) return <ErrorState error={error} {...(onRetry ? { onRetry } : {})} />
  if (rows?.length === 0) return <>{props.empty}</>
  const span = columns.length + (selection ? 1 : 0)
  const shown = virtual ? virtualizer.getVirtualItems() : []
  const before = shown[0] ? shown[0].start - top : 0
  const after = virtual ? virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? top) - top) : 0
  return (
    <div className={styles.wrap} ref={wrap}>
      <ScrollFrame label={label}>
        <table
          role="table"
          className={styles.table}
          aria-label={label}
          aria-busy={!rows || props.busy}
          aria-rowcount={rows ? rows.length + 1 : undefined}
          data-density={density}
          data-ticks={Boolean(selection)}
          style={{ '--table-min': `${minWidth(columns, Boolean(selection))}px` } as CSSProperties}
          onKeyDown={(event) =>
            moveInGrid(event, virtual ? (index) => virtualizer.scrollToIndex(index) : undefined)
          }
        >
          <colgroup>
            {selection && <col style={{ width: 36 }} />}
            {columns.map(({ key, width }) => (
              <col key={key} style={width ? { width } : undefined} />
            ))}
          </colgroup>
          <Head {...props} />
          <tbody role="rowgroup">
            {!rows && (
              <SkeletonRows count={props.skeletonRows ?? 10} columns={columns} ticks={Boolean(selection)} />
            )}
            {before > 0 && <Spacer span={span} height={before} />}
            {rows &&
              (virtual
                ? shown.map(({ index }) => (
                    <BodyRow
                      key={props.rowKey(rows[index]!)}
                      {...props}
                      row={rows[index]!}
                      index={index}
                      measure={virtualizer.measureElement}
                    />
                  ))
                : rows.map((row, index) => (
                    <BodyRow key={props.rowKey(row)} {...props} row={row} index={index} />
                  )))}
            {after > 0 && <Spacer span={span} height={after} />}
          </tbody>
          {foot && <tfoot role="rowgroup">{foot}</tfoot>}
        </table>
      </ScrollFrame>
    </div>
  )
}

/** Scrolls sideways where the table does not fit; then the keyboard comes here too. */
function ScrollFrame({ label, children }: { label: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const reachable = useOverflows(frame) ? { tabIndex: 0, role: 'region', 'aria-label': label } : {}
  return (
    <div className={styles.scroll} ref={frame} {...reachable}>
      {children}
    </div>
  )
}

/** Below this the table scrolls sideways instead of crushing its columns. */
function minWidth<Row>(columns: readonly Column<Row>[], ticks: boolean): number {
  return columns.reduce((sum, { width, main }) => sum + (width ?? (main ? 220 : 120)), ticks ? 36 : 0)
}

function Head<Row>({ columns, rows, rowKey, sort, onSort, selection }: DataTableProps<Row>) {
  const { t } = useTranslation()
  const keys = rows?.map(rowKey) ?? []
  const ticked = selection ? tickedOf(selection, keys) : 'none'
  return (
    <thead role="rowgroup">
      <tr role="row">
        {selection && (
          <th role="columnheader" className={styles.tick}>
            <input
              type="checkbox"
              aria-label={t('table.tickAll')}
              disabled={!rows}
              checked={ticked === 'all'}
              ref={(box) => {
                if (box) box.indeterminate = ticked === 'some'
              }}
              onChange={() => tickAll(selection, keys)}
            />
          </th>
        )}
        {columns.map(({ key, title, align, sortable }) => {
          const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
          return (
            <th
              key={key}
              role="columnheader"
              scope="col"
              className={align === 'end' ? styles.end : undefined}
              aria-sort={sortable ? (direction ?? 'none') : undefined}
            >
              {sortable && onSort ? (
                <button
                  type="button"
                  className={styles.sort}
                  data-sorted={direction}
                  onClick={() => onSort(sort === key ? `-${key}` : key)}
                >
                  {title}
                  <span className={styles.arrow} aria-hidden="true">
                    {direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : ''}
                  </span>
                </button>
              ) : (
                title
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

interface BodyRowProps<Row> extends DataTableProps<Row> {
  row: Row
  index: number
  measure?: (element: HTMLElement | null) => void
}

function BodyRow<Row>({ row, index, measure, columns, rows, rowKey, selection, rowLink }: BodyRowProps<Row>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const key = rowKey(row)
  function open(event: MouseEvent<HTMLElement>) {
    const target = event.target as HTMLElement
    if (!rowLink || target.closest('a, button, input, select, label') || window.getSelection()?.toString())
      return
    void navigate(rowLink(row))
  }
  return (
    <tr
      role="row"
      ref={measure}
      className={styles.row}
      data-index={index}
      data-selected={selection?.selected.has(key) ?? false}
      data-link={Boolean(rowLink)}
      aria-rowindex={index + 2}
      onClick={rowLink && open}
    >
      {selection && (
        <td role="cell" className={styles.tick}>
          <input
            type="checkbox"
            aria-label={t('table.tick')}
            checked={selection.selected.has(key)}
            onChange={({ nativeEvent }) =>
              tick(
                selection,
                (rows ?? []).map(rowKey),
                key,
                'shiftKey' in nativeEvent && nativeEvent.shiftKey === true,
              )
            }
          />
        </td>
      )}
      {columns.map(({ key: column, title, align, main, oneLine, phone, cell }) => (
        <td
          key={column}
          role="cell"
          className={
            [align === 'end' && styles.end, oneLine && styles.line].filter(Boolean).join(' ') || undefined
          }
          data-column={column}
          data-main={main || undefined}
          // what has no title is what can be done with the row
          data-phone={phone ?? (title === '' ? 'end' : undefined)}
          data-label={phone === 'labelled' ? title : undefined}
        >
          {cell(row, index)}
        </td>
      ))}
    </tr>
  )
}

function SkeletonRows<Row>({
  count,
  columns,
  ticks,
}: {
  count: number
  columns: readonly Column<Row>[]
  ticks: boolean
}) {
  return Array.from({ length: count }, (_, index) => (
    <tr key={index} role="row" className={styles.row} aria-hidden="true">
      {ticks && <td className={styles.tick} />}
      {columns.map(({ key, align, main }) => (
        <td key={key} className={align === 'end' ? styles.end : undefined} data-main={main || undefined}>
          <span className={styles.bar} />
        </td>
      ))}
    </tr>
  ))
}

function Spacer({ span, height }: { span: number; height: number }) {
  return (
    <tr className={styles.spacer} aria-hidden="true">
      <td colSpan={span} style={{ height }} />
    </tr>
  )
}
