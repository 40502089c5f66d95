import { readSheetFile } from '@portal/api/sheets.ts'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { asPasted, pastedRows, type PastedRow } from './cells.ts'
import styles from './paste-rows.module.css'
import './texts.ts'

/** What became of a row: nothing to say where it was taken. */
export interface RowAnswer {
  taken: boolean
  text: string
}

/**
 * Rows of a spreadsheet for a list that the operator keeps: pasted, or taken from a file into the same field, where they can
 * be put right. Every row that was not taken is told with its reason.
 */
export function PasteRowsDialog({
  title,
  hint,
  placeholder,
  most,
  onSend,
  onClose,
}: {
  title: string
  /** which columns, in which order */
  hint: string
  placeholder: string
  most: number
  /** one answer for each row, in order */
  onSend: (rows: readonly PastedRow[]) => Promise<readonly RowAnswer[]>
  onClose: () => void
}) {
  const { t } = useTranslation(['paste-rows', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const fileId = useId()
  const [text, setText] = useState('')
  const rows = pastedRows(text)
  const send = useMutation({ mutationFn: onSend })
  const read = useMutation({
    mutationFn: (file: File) => call(readSheetFile, {}, { file }),
    onSuccess: ({ sheets }) => {
      const [largest] = sheets.toSorted((a, b) => b.rows.length - a.rows.length)
      setText(asPasted(largest?.rows ?? []))
      send.reset()
    },
  })
  const sent = send.variables ?? []
  const left = (send.data ?? []).flatMap((answer, index) =>
    answer.taken ? [] : [{ ...answer, ...sent[index]! }],
  )
  const problem = read.error ?? send.error
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      size="lg"
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t(send.data ? 'close' : 'cancel', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={rows.length === 0 || rows.length > most || send.isPending || Boolean(send.data)}
            onClick={() => send.mutate(rows)}
          >
            {t('apply', { count: rows.length, formatted: format.number(rows.length) })}
          </button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && (
          <p className={controls.alert} role="alert">
            {problemText(problem)}
          </p>
        )}
        <label className={controls.field}>
          <span className={controls.hint}>
            {hint} {t('most', { count: format.number(most) })}
          </span>
          <textarea
            className={`${controls.input} ${styles.text}`}
            spellCheck={false}
            placeholder={placeholder}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              send.reset()
            }}
          />
        </label>
        <span>
          <input
            id={fileId}
            className={styles.file}
            type="file"
            accept=".xls,.xlsx,.ods,.csv,.txt,.tsv"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) read.mutate(file)
              event.target.value = ''
            }}
          />
          <label htmlFor={fileId} className={controls.button}>
            {t(read.isPending ? 'reading' : 'file')}
          </label>
        </span>
        {rows.length > most && (
          <p className={controls.alert} role="alert">
            {t('tooMany', { rows: format.number(rows.length), most: format.number(most) })}
          </p>
        )}
        {send.data && (
          <div role="status">
            <p>
              {t('done', {
                taken: format.number(send.data.length - left.length),
                all: format.number(send.data.length),
              })}
            </p>
            <ul className={styles.report}>
              {left.slice(0, 300).map(({ number, cells, text: why }) => (
                <li key={number}>
                  {t('line', { row: format.number(number) })} <code>{cells.slice(0, 2).join(' · ')}</code>:{' '}
                  {why}
                </li>
              ))}
            </ul>
            {left.length > 300 && <p>{t('moreLeft', { count: left.length - 300 })}</p>}
          </div>
        )}
      </div>
    </Dialog>
  )
}
