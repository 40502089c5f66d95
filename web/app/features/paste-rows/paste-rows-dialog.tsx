import { readSheetFile } from '@portal/api/sheets.ts'
import { useMutation } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { asPasted, longestRow, pastedRows, type PastedRow } from './cells.ts'
import { isTaken, RowsReport, type RowAnswer } from './rows-report.tsx'
import styles from './paste-rows.module.css'
import './texts.ts'

/**
 * Rows of a spreadsheet for a list that the operator keeps: pasted, or taken from a file into the same field, where they can
 * be put right. Every row is told with what became of it, and those that were refused come back into the field in one click.
 */
export function PasteRowsDialog({
  title,
  hint,
  placeholder,
  most,
  ready = true,
  onSend,
  onClose,
  children,
}: {
  title: string
  /** which columns, in which order */
  hint: string
  placeholder: string
  most: number
  /** is everything else chosen that the rows need */
  ready?: boolean
  /** one answer for each row, in order */
  onSend: (rows: readonly PastedRow[]) => Promise<readonly RowAnswer[]>
  onClose: () => void
  /** fields that hold for all rows */
  children?: ReactNode
}) {
  const { t } = useTranslation(['paste-rows', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const fileId = useId()
  const hintId = useId()
  const [text, setText] = useState('')
  const rows = pastedRows(text)
  const send = useMutation({ mutationFn: onSend })
  const read = useMutation({
    mutationFn: (file: File) => call(readSheetFile, {}, { file }),
    onSuccess: ({ sheets }) => {
      const [largest] = sheets.toSorted((a, b) => b.rows.length - a.rows.length)
      setText(asPasted(largest?.rows ?? []))
    },
  })
  const wrong = useWrong(rows, most)
  const failed = read.error ?? send.error
  const problem = wrong ?? (failed && problemText(failed))
  const sent = (send.variables ?? []).map((row, index) => ({ ...row, answer: send.data?.[index] }))
  const told = sent.flatMap(({ answer, ...row }) => (answer ? [{ ...row, ...answer }] : []))
  const refused = told.filter((row) => !isTaken(row))
  if (send.data)
    return (
      <Dialog
        opened
        onClose={onClose}
        title={title}
        size="xl"
        actions={
          <>
            <button
              type="button"
              className={controls.button}
              onClick={() => {
                setText(asPasted(refused.map(({ cells }) => cells)))
                send.reset()
              }}
            >
              {refused.length > 0
                ? t('mend', { count: refused.length, formatted: format.number(refused.length) })
                : t('again')}
            </button>
            <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onClose}>
              {t('close', { ns: 'common' })}
            </button>
          </>
        }
      >
        <RowsReport rows={told} />
      </Dialog>
    )
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      size="lg"
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={rows.length === 0 || wrong !== undefined || !ready || send.isPending}
            onClick={() => send.mutate(rows)}
          >
            {rows.length > 0
              ? t('apply', { count: rows.length, formatted: format.number(rows.length) })
              : t('save', { ns: 'common' })}
          </button>
        </>
      }
    >
      <div className={styles.form}>
        {children}
        <label className={controls.field}>
          <span className={controls.label}>{t('rows')}</span>
          <textarea
            className={`${controls.input} ${styles.text}`}
            spellCheck={false}
            placeholder={placeholder}
            aria-describedby={hintId}
            data-autofocus
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              send.reset()
              read.reset()
            }}
          />
        </label>
        <p id={hintId} className={controls.hint}>
          {hint} {t('most', { count: format.number(most) })}
        </p>
        <span>
          <input
            id={fileId}
            className={styles.file}
            type="file"
            accept=".xls,.xlsx,.ods,.csv,.txt,.tsv"
            onChange={(event) => {
              const file = event.target.files?.[0]
              send.reset()
              if (file) read.mutate(file)
              event.target.value = ''
            }}
          />
          <label htmlFor={fileId} className={controls.button}>
            {t(read.isPending ? 'reading' : 'file')}
          </label>
        </span>
        {problem && (
          <p className={controls.alert} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** Why these rows cannot be sent as they are. */
function useWrong(rows: readonly PastedRow[], most: number): string | undefined {
  const { t } = useTranslation('paste-rows')
  const format = useFormat()
  if (rows.length > most) return t('tooMany', { rows: format.number(rows.length), most: format.number(most) })
  const long = rows.find(({ cells }) => cells.join('\t').length > longestRow)
  return long && t('longRow', { row: format.number(long.number), most: format.number(longestRow) })
}
