import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import type { PastedRow } from './cells.ts'
import styles from './paste-rows.module.css'

/** What became of a row. */
export interface RowAnswer {
  /** good and neutral: nothing is left to be done about it */
  tone: Tone
  /** one of few: rows are counted and chosen by it */
  outcome: string
  /** what was understood, where it says more than the row itself */
  understood?: ReactNode
}

export type ToldRow = PastedRow & RowAnswer

export const isTaken = ({ tone }: RowAnswer) => tone === 'good' || tone === 'neutral'

/** a dialog scrolls by itself, so its table is cut into pages that are short enough to be drawn whole */
const perPage = 100

/** Every row with its outcome; the refused ones first in the counts, since they want a hand. */
export function RowsReport({ rows }: { rows: readonly ToldRow[] }) {
  const { t } = useTranslation('paste-rows')
  const format = useFormat()
  const [only, setOnly] = useState<string | null>(null)
  const [page, setPage] = useState(0)
  const show = (outcome: string | null) => {
    setOnly(outcome)
    setPage(0)
  }
  const chosen = only === null ? rows : rows.filter(({ outcome }) => outcome === only)
  const counts = Map.groupBy(
    rows.toSorted((a, b) => Number(isTaken(a)) - Number(isTaken(b))),
    ({ outcome }) => outcome,
  )
  const columns: Column<ToldRow>[] = [
    { key: 'row', title: t('number'), width: 56, align: 'end', cell: ({ number }) => format.number(number) },
    {
      key: 'text',
      title: t('row'),
      main: true,
      cell: ({ cells, understood }) => (
        <>
          <code className={styles.cells}>{cells.join(' · ')}</code>
          {understood && <span className={styles.understood}>{understood}</span>}
        </>
      ),
    },
    {
      key: 'outcome',
      title: t('outcome'),
      width: 260,
      cell: ({ tone, outcome }) => <Badge tone={tone}>{outcome}</Badge>,
    },
  ]
  return (
    <>
      <p className={styles.done} role="status">
        {t('done', {
          taken: format.number(rows.filter(isTaken).length),
          all: format.number(rows.length),
        })}
      </p>
      {counts.size > 1 && (
        <div className={styles.counts}>
          {[null, ...counts.keys()].map((outcome) => (
            <button
              key={outcome ?? ''}
              type="button"
              className={`${controls.button} ${controls.compact}`}
              aria-pressed={only === outcome}
              onClick={() => show(outcome)}
            >
              {outcome ?? t('all')}{' '}
              {format.number(outcome === null ? rows.length : (counts.get(outcome)?.length ?? 0))}
            </button>
          ))}
        </div>
      )}
      <div className={styles.report}>
        <DataTable
          label={t('report')}
          columns={columns}
          rows={chosen.slice(page * perPage, (page + 1) * perPage)}
          rowKey={({ number }) => String(number)}
          density="compact"
          empty={null}
        />
      </div>
      {chosen.length > perPage && (
        <p className={styles.pages}>
          <button
            type="button"
            className={controls.button}
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          >
            {t('previous')}
          </button>
          <span className={controls.hint}>
            {t('shown', {
              from: format.number(page * perPage + 1),
              to: format.number(Math.min(chosen.length, (page + 1) * perPage)),
              total: format.number(chosen.length),
            })}
          </span>
          <button
            type="button"
            className={controls.button}
            disabled={(page + 1) * perPage >= chosen.length}
            onClick={() => setPage(page + 1)}
          >
            {t('next')}
          </button>
        </p>
      )}
    </>
  )
}
