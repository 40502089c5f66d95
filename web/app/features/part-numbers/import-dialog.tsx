import { readSheetFile } from '@portal/api/sheets.ts'
import type { OnTakenNumber } from '@portal/api/part-numbers.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { csvOf, saveFile } from '../../ui/csv.ts'
import { Dialog } from '../../ui/dialog.tsx'
import {
  guessNumberColumns,
  rememberColumns,
  rememberedColumns,
  rowsOfText,
  type NumberColumns,
} from './number-columns.ts'
import styles from './part-numbers.module.css'
import { useSetPartNumberRows, type Place } from './use-part-numbers.ts'
import './texts.ts'

const most = 10_000

interface Source {
  /** undefined: pasted */
  file?: string
  sheets: { name: string; rows: string[][] }[]
  sheet: number
  columns: NumberColumns
}

/** Numbers from a spreadsheet, pasted or as a file; the columns can be put right, and every row is told of. */
export function ImportDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation(['part-numbers', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const [text, setText] = useState('')
  const [source, setSource] = useState<Source | null>(null)
  const [onTaken, setOnTaken] = useState<OnTakenNumber>('tell')
  const set = useSetPartNumberRows(place)
  const read = useMutation({
    mutationFn: (file: File) => call(readSheetFile, {}, { file }),
    onSuccess: ({ sheets }, file) => {
      const sheet = largest(sheets)
      setSource({ file: file.name, sheets, sheet, columns: columnsFor(sheets[sheet]?.rows ?? []) })
      set.reset()
    },
  })
  const sheetRows = source?.sheets[source.sheet]?.rows ?? []
  const rows = source ? rowsBelow(sheetRows, source.columns) : []

  function type(next: string) {
    setText(next)
    set.reset()
    const pasted = rowsOfText(next)
    setSource(
      next.trim() === ''
        ? null
        : { sheets: [{ name: '', rows: pasted }], sheet: 0, columns: columnsFor(pasted) },
    )
  }
  function change(patch: Partial<Source>) {
    if (source) setSource({ ...source, ...patch })
    set.reset()
  }
  function send() {
    if (source) rememberColumns(sheetRows, source.columns)
    set.mutate({ rows: rows.map(({ article, partNumber }) => ({ article, partNumber })), onTaken })
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('import.title')}
      size="lg"
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t(set.data ? 'close' : 'cancel', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={rows.length === 0 || rows.length > most || set.isPending || Boolean(set.data)}
            onClick={send}
          >
            {t('import.apply', { count: rows.length, formatted: format.number(rows.length) })}
          </button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.soft}>{t('import.hint', { limit: format.number(most) })}</p>
        {source?.file === undefined && (
          <textarea
            className={`${controls.input} ${styles.text}`}
            aria-label={t('import.text')}
            placeholder={t('import.placeholder')}
            spellCheck={false}
            value={text}
            onChange={(event) => type(event.target.value)}
          />
        )}
        <span className={styles.source}>
          <span>
            <input
              id="part-number-file"
              className={styles.visuallyFile}
              type="file"
              accept=".xls,.xlsx,.ods,.csv,.txt,.tsv"
              onChange={(event) => {
                const file = event.target.files?.[0]
                if (file) read.mutate(file)
                event.target.value = ''
              }}
            />
            <label htmlFor="part-number-file" className={controls.button}>
              {t(read.isPending ? 'import.reading' : 'import.file')}
            </label>
          </span>
          {source?.file !== undefined && <b>{source.file}</b>}
        </span>
        {(read.error ?? set.error) && (
          <p className={controls.alert} role="alert">
            {problemText(read.error ?? set.error)}
          </p>
        )}
        {source && <Columns source={source} rows={sheetRows} onChange={change} />}
        {rows.length > most && (
          <p className={controls.alert} role="alert">
            {t('import.tooMany', { limit: format.number(most), rows: format.number(rows.length) })}
          </p>
        )}
        {source && (
          <label className={controls.field}>
            <span className={controls.label}>{t('import.onTaken')}</span>
            <select
              className={controls.input}
              value={onTaken}
              onChange={(event) => {
                setOnTaken(event.target.value as OnTakenNumber)
                set.reset()
              }}
            >
              {(['tell', 'move', 'share'] as const).map((each) => (
                <option key={each} value={each}>
                  {t(`import.taken.${each}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        {set.data && <Report rows={rows} answers={set.data.rows} />}
      </div>
    </Dialog>
  )
}

/** Which columns hold what, beside the beginning of the list. */
function Columns({
  source,
  rows,
  onChange,
}: {
  source: Source
  rows: readonly string[][]
  onChange: (patch: Partial<Source>) => void
}) {
  const { t } = useTranslation('part-numbers')
  const { columns } = source
  const width = Math.min(30, Math.max(2, ...rows.slice(0, 20).map((row) => row.length)))
  const numbers = Array.from({ length: width }, (_, column) => column)
  const title = (column: number) => rows[Math.max(0, columns.from - 1)]?.[column]?.slice(0, 40) || column + 1
  return (
    <>
      <div className={styles.fields}>
        {source.sheets.length > 1 && (
          <label className={controls.field}>
            <span className={controls.label}>{t('import.sheet')}</span>
            <select
              className={controls.input}
              value={source.sheet}
              onChange={(event) => {
                const sheet = Number(event.target.value)
                onChange({ sheet, columns: columnsFor(source.sheets[sheet]?.rows ?? []) })
              }}
            >
              {source.sheets.map(({ name }, index) => (
                <option key={name} value={index}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {(['article', 'number'] as const).map((meaning) => (
          <label key={meaning} className={controls.field}>
            <span className={controls.label}>{t(`import.column.${meaning}`)}</span>
            <select
              className={controls.input}
              value={columns[meaning]}
              onChange={(event) =>
                onChange({ columns: { ...columns, [meaning]: Number(event.target.value) } })
              }
            >
              {numbers.map((column) => (
                <option key={column} value={column}>
                  {title(column)}
                </option>
              ))}
            </select>
          </label>
        ))}
        <label className={controls.field}>
          <span className={controls.label}>{t('import.from')}</span>
          <select
            className={controls.input}
            value={columns.from}
            onChange={(event) => onChange({ columns: { ...columns, from: Number(event.target.value) } })}
          >
            {rows.slice(0, 21).map((_, index) => (
              <option key={index} value={index}>
                {index + 1}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles.preview} tabIndex={0} role="region" aria-label={t('import.preview')}>
        <table>
          <tbody>
            {rows.slice(columns.from, columns.from + 6).map((row, index) => (
              // rows of a file have no name but their place
              <tr key={index}>
                <th scope="row">{columns.from + index + 1}</th>
                {numbers.map((column) => (
                  <td key={column} data-means={column === columns.article || column === columns.number}>
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface WrittenNumber {
  /** of its line in the list */
  row: number
  article: string
  partNumber: string
}

function Report({
  rows,
  answers,
}: {
  rows: readonly WrittenNumber[]
  answers: NonNullable<ReturnType<typeof useSetPartNumberRows>['data']>['rows']
}) {
  const { t } = useTranslation('part-numbers')
  const format = useFormat()
  const told = rows.flatMap((row, index) => {
    const answer = answers[index]
    return answer ? [{ ...row, ...answer }] : []
  })
  const count = (...outcomes: readonly string[]) =>
    format.number(told.filter(({ outcome }) => outcomes.includes(outcome)).length)
  const left = told.filter(({ outcome }) => !['set', 'changed', 'same'].includes(outcome))
  const why = ({ outcome, takenBy }: (typeof told)[number]) =>
    outcome === 'taken' && takenBy ? t('takenBy', { name: takenBy }) : t(`outcome.${outcome}`)
  const columns = [
    { key: 'row', title: t('import.row'), cell: () => null, text: (each: WrittenNumber) => String(each.row) },
    {
      key: 'a',
      title: t('import.column.article'),
      cell: () => null,
      text: (each: WrittenNumber) => each.article,
    },
    {
      key: 'n',
      title: t('import.column.number'),
      cell: () => null,
      text: (each: WrittenNumber) => each.partNumber,
    },
    {
      key: 'why',
      title: t('import.why'),
      cell: () => null,
      text: (each: WrittenNumber) => why(each as (typeof told)[number]),
    },
  ]
  return (
    <div role="status">
      <p>
        {t('import.done', {
          all: format.number(told.length),
          set: count('set'),
          changed: count('changed'),
          same: count('same'),
        })}
      </p>
      {left.length > 0 && (
        <>
          <p className={styles.source}>
            {t('import.left', { count: left.length, formatted: format.number(left.length) })}
            <button
              type="button"
              className={`${controls.button} ${controls.compact}`}
              onClick={() => saveFile(t('import.leftFile'), csvOf(columns, left))}
            >
              {t('import.download')}
            </button>
          </p>
          <ul className={styles.report}>
            {left.slice(0, 200).map((each) => (
              <li key={each.row}>
                {t('import.line', { row: format.number(each.row) })} <code>{each.article}</code> →{' '}
                <code>{each.partNumber}</code>: {why(each)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const columnsFor = (rows: readonly string[][]) => rememberedColumns(rows) ?? guessNumberColumns(rows)

const largest = (sheets: Source['sheets']) =>
  sheets.reduce((best, { rows }, index) => (rows.length > (sheets[best]?.rows.length ?? 0) ? index : best), 0)

/** Blank lines are no rows; the others keep the numbers that they have in the list. */
function rowsBelow(rows: readonly string[][], { article, number, from }: NumberColumns): WrittenNumber[] {
  return rows.flatMap((row, index) => {
    if (index < from || row.every((cell) => cell.trim() === '')) return []
    return [
      {
        row: index + 1,
        article: (row[article] ?? '').slice(0, 400),
        partNumber: (row[number] ?? '').slice(0, 400),
      },
    ]
  })
}
