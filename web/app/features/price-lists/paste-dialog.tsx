import {
  pastedOutcome,
  pastePrices,
  type PastedOutcome,
  type PriceListDetails,
} from '@portal/api/price-lists.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './price-lists.module.css'
import './texts.ts'

/** What the server takes at once. */
const most = 5000
const longest = 400
/** a dialog scrolls by itself, so its table is cut into pages that are short enough to be drawn whole */
const perPage = 100

/** Prices of many articles at once, from a spreadsheet; afterwards every row says what came of it. */
export function PasteDialog({ list, onClose }: { list: PriceListDetails; onClose: () => void }) {
  const { t } = useTranslation(['price-lists', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const rows = text.replace(/\s+$/, '').split(/\r?\n/)
  const count = text.trim() === '' ? 0 : rows.length
  const long = rows.findIndex((row) => row.length > longest)
  const paste = useMutation({
    mutationFn: () => call(pastePrices, { params: { priceListId: list.id }, body: { rows } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
  })
  const problem =
    count > most
      ? t('pasting.tooMany', { most: format.number(most), value: format.number(count) })
      : long >= 0
        ? t('pasting.longRow', { row: format.number(long + 1) })
        : paste.error && problemText(paste.error)
  if (paste.data)
    return (
      <Dialog
        opened
        onClose={onClose}
        size="xl"
        title={t('pasting.report')}
        actions={
          <>
            <button
              type="button"
              className={controls.button}
              onClick={() => {
                setText('')
                paste.reset()
              }}
            >
              {t('pasting.again')}
            </button>
            <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onClose}>
              {t('close', { ns: 'common' })}
            </button>
          </>
        }
      >
        <Report rows={paste.data.rows} currency={list.currency} />
      </Dialog>
    )
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t('pasting.title')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={count === 0 || count > most || long >= 0 || paste.isPending}
            onClick={() => paste.mutate()}
          >
            {t('pasting.apply', { count, value: format.number(count) })}
          </button>
        </>
      }
    >
      <label className={controls.field}>
        <span className={controls.label}>{t('pasting.rows')}</span>
        <textarea
          className={`${controls.input} ${styles.paste}`}
          rows={12}
          spellCheck={false}
          value={text}
          placeholder={t('pasting.example')}
          data-autofocus
          onChange={(event) => setText(event.target.value)}
        />
        <span className={controls.hint}>{t('pasting.hint')}</span>
      </label>
      {problem && (
        <p className={controls.alert} role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

type Row = OutputOf<typeof pastePrices>['rows'][number]

const tones: Record<PastedOutcome, Tone> = {
  created: 'good',
  changed: 'good',
  same: 'neutral',
  empty: 'neutral',
  article_missing: 'danger',
  article_unknown: 'danger',
  article_ambiguous: 'danger',
  price_unreadable: 'danger',
  quantity_unreadable: 'danger',
  repeated: 'warning',
}

function Report({ rows, currency }: { rows: readonly Row[]; currency: string }) {
  const { t } = useTranslation('price-lists')
  const format = useFormat()
  const [only, setOnly] = useState<PastedOutcome | null>(null)
  const [page, setPage] = useState(0)
  const show = (outcome: PastedOutcome | null) => {
    setOnly(outcome)
    setPage(0)
  }
  const chosen = only ? rows.filter((row) => row.outcome === only) : rows
  const counts = pastedOutcome.options.flatMap((outcome) => {
    const count = rows.filter((row) => row.outcome === outcome).length
    return count > 0 ? [{ outcome, count }] : []
  })
  const columns: Column<Row>[] = [
    { key: 'row', title: t('pasting.row'), width: 48, align: 'end', cell: (row) => format.number(row.row) },
    {
      key: 'text',
      title: t('pasting.text'),
      main: true,
      cell: (row) => (
        <>
          <code className={styles.code}>{row.text}</code>
          {row.name && <span className={styles.soft}> {row.name}</span>}
        </>
      ),
    },
    {
      key: 'price',
      title: t('pasting.price'),
      width: 130,
      align: 'end',
      phone: 'labelled',
      cell: (row) =>
        row.amount && (
          <>
            {format.money({ amount: row.amount, currency })}
            {row.outcome === 'changed' && row.before && (
              <span className={styles.was}>
                {t('pasting.was', { price: format.money({ amount: row.before, currency }) })}
              </span>
            )}
          </>
        ),
    },
    {
      key: 'outcome',
      title: t('pasting.outcome'),
      width: 200,
      cell: (row) => <Badge tone={tones[row.outcome]}>{t(`pasting.outcomes.${row.outcome}`)}</Badge>,
    },
  ]
  return (
    <>
      <div className={styles.counts}>
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          aria-pressed={only === null}
          onClick={() => show(null)}
        >
          {t('pasting.all')} {format.number(rows.length)}
        </button>
        {counts.map(({ outcome, count }) => (
          <button
            key={outcome}
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-pressed={only === outcome}
            onClick={() => show(outcome)}
          >
            {t(`pasting.outcomes.${outcome}`)} {format.number(count)}
          </button>
        ))}
      </div>
      <div className={styles.report}>
        <DataTable
          label={t('pasting.report')}
          columns={columns}
          rows={chosen.slice(page * perPage, (page + 1) * perPage)}
          rowKey={(row) => String(row.row)}
          density="compact"
          empty={<EmptyState title={t('noRowsFound')} />}
        />
        {chosen.length > perPage && (
          <p className={styles.pages}>
            <button
              type="button"
              className={controls.button}
              disabled={page === 0}
              onClick={() => setPage(page - 1)}
            >
              {t('pasting.previous')}
            </button>
            <span className={styles.soft}>
              {t('pasting.shown', {
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
              {t('pasting.next')}
            </button>
          </p>
        )}
      </div>
    </>
  )
}
