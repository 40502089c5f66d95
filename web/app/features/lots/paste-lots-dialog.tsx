import { pasteLots, pastedLotOutcome, type PastedLotOutcome } from '@portal/api/lots.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { listWarehouses } from '@portal/api/warehouses.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import officeList from '../../ui/office-list.module.css'
import styles from './lots.module.css'
import './texts.ts'

/** What the server takes at once. */
const most = 1000
const longest = 400

type Row = OutputOf<typeof pasteLots>['rows'][number]

/** Lots of a whole delivery, from a spreadsheet; afterwards every row says what came of it. */
export function PasteLotsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['lots', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const warehouses = useQuery(queryFor(listWarehouses, {}))
  const [text, setText] = useState('')
  const [place, setPlace] = useState('')
  const [confirmed, setConfirmed] = useState(true)
  const open = warehouses.data?.items.filter((one) => one.active) ?? []
  const warehouseId = place || open[0]?.id
  const rows = text.replace(/\s+$/, '').split(/\r?\n/)
  const count = text.trim() === '' ? 0 : rows.length
  const long = rows.findIndex((row) => row.length > longest)
  const paste = useMutation({
    mutationFn: () => call(pasteLots, { body: { warehouseId: warehouseId!, confirmed, rows } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['lots'] }),
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
          <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onClose}>
            {t('close', { ns: 'common' })}
          </button>
        }
      >
        <Report rows={paste.data.rows} />
      </Dialog>
    )
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t('paste')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={count === 0 || count > most || long >= 0 || !warehouseId || paste.isPending}
            onClick={() => paste.mutate()}
          >
            {t('pasting.apply', { count, value: format.number(count) })}
          </button>
        </>
      }
    >
      <div className={officeList.form}>
        <label className={controls.field}>
          <span className={controls.label}>{t('warehouse')}</span>
          <select
            className={controls.input}
            value={warehouseId ?? ''}
            onChange={(event) => setPlace(event.target.value)}
          >
            {open.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('pasting.rows')}</span>
          <textarea
            className={`${controls.input} ${styles.paste}`}
            rows={10}
            spellCheck={false}
            value={text}
            placeholder={t('pasting.example')}
            data-autofocus
            onChange={(event) => setText(event.target.value)}
          />
          <span className={controls.hint}>{t('pasting.hint')}</span>
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={confirmed}
            onChange={(event) => setConfirmed(event.target.checked)}
          />
          <span>{t('confirmedField')}</span>
        </label>
        {problem && (
          <p className={controls.alert} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  )
}

const tones: Record<PastedLotOutcome, Tone> = {
  created: 'good',
  changed: 'good',
  same: 'neutral',
  empty: 'neutral',
  article_missing: 'danger',
  article_unknown: 'danger',
  article_ambiguous: 'danger',
  quantity_unreadable: 'danger',
  date_unreadable: 'danger',
  date_past: 'danger',
  repeated: 'warning',
}

function Report({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('lots')
  const format = useFormat()
  const [only, setOnly] = useState<PastedLotOutcome | null>(null)
  const counts = pastedLotOutcome.options.flatMap((outcome) => {
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
          <code className={officeList.code}>{row.text}</code>
          {row.name && <span className={officeList.under}>{row.name}</span>}
        </>
      ),
    },
    {
      key: 'quantity',
      title: t('column.quantity'),
      width: 110,
      align: 'end',
      phone: 'labelled',
      cell: (row) =>
        row.quantity && (
          <>
            {format.number(row.quantity)}
            {row.outcome === 'changed' && row.before && (
              <span className={officeList.under}>
                {t('pasting.was', { value: format.number(row.before) })}
              </span>
            )}
          </>
        ),
    },
    {
      key: 'eta',
      title: t('column.eta'),
      width: 120,
      phone: 'labelled',
      cell: (row) => row.eta && format.date(row.eta),
    },
    {
      key: 'outcome',
      title: t('pasting.outcome'),
      width: 180,
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
          onClick={() => setOnly(null)}
        >
          {t('pasting.all')} {format.number(rows.length)}
        </button>
        {counts.map(({ outcome, count }) => (
          <button
            key={outcome}
            type="button"
            className={`${controls.button} ${controls.compact}`}
            aria-pressed={only === outcome}
            onClick={() => setOnly(outcome)}
          >
            {t(`pasting.outcomes.${outcome}`)} {format.number(count)}
          </button>
        ))}
      </div>
      <DataTable
        label={t('pasting.report')}
        columns={columns}
        rows={(only ? rows.filter((row) => row.outcome === only) : rows).slice(0, 200)}
        rowKey={(row) => String(row.row)}
        empty={<EmptyState title={t('emptyFiltered')} />}
      />
      {rows.length > 200 && <p className={controls.hint}>{t('pasting.cut', { most: format.number(200) })}</p>}
    </>
  )
}
