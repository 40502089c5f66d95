import { setUploadColumns, type Upload, type UploadColumns } from '@portal/api/uploads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { getUpload } from '@portal/api/uploads.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import styles from './quick-order.module.css'
import './texts.ts'

/** What a column of an upload may hold. */
export const meanings = ['article', 'quantity', 'unit'] as const
type Meaning = (typeof meanings)[number]

/** `A`, `B` … `AA`: the name that a spreadsheet gives a column. */
export function letterOf(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letterOf(Math.floor(column / 26) - 1) + letterOf(column % 26)
}

/** Which sheet and columns hold what, beside the beginning of the sheet; what is said here is remembered. */
export function UploadColumnsForm({ upload }: { upload: Upload }) {
  const { t } = useTranslation('quick-order')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const largest = upload.sheets.toSorted((a, b) => b.rowCount - a.rowCount)[0]
  const [columns, setColumns] = useState<UploadColumns>(
    upload.columns ?? { sheet: largest?.name ?? '', headerRow: 0, article: 0, quantity: null, unit: null },
  )
  const apply = useMutation({
    mutationFn: () => call(setUploadColumns, { params: { uploadId: upload.id }, body: columns }),
    onSuccess: async (next) => {
      queries.setQueryData(queryFor(getUpload, { params: { uploadId: upload.id } }).queryKey, next)
      await queries.invalidateQueries({ queryKey: ['offer'] })
    },
  })
  const sheet = upload.sheets.find(({ name }) => name === columns.sheet)
  const rows = sheet?.firstRows ?? []
  const width = Math.max(1, ...rows.map((row) => row.length))
  const title = (column: number) => {
    const cell = columns.headerRow > 0 ? rows[columns.headerRow - 1]?.[column] : rows[0]?.[column]
    return cell ? `${letterOf(column)} · ${cell}` : letterOf(column)
  }
  const meaningOf = (column: number): Meaning | undefined =>
    meanings.find((meaning) => columns[meaning] === column)
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    apply.mutate()
  }
  return (
    <form onSubmit={onSubmit}>
      <div className={styles.columns}>
        {upload.sheets.length > 1 && (
          <label className={controls.field}>
            <span className={controls.label}>{t('upload.sheet')}</span>
            <select
              className={controls.input}
              value={columns.sheet}
              onChange={(event) => setColumns({ ...columns, sheet: event.target.value })}
            >
              {upload.sheets.map(({ name, rowCount }) => (
                <option key={name} value={name}>
                  {`${name} (${t('upload.rowCount', { count: rowCount })})`}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className={controls.field}>
          <span className={controls.label}>{t('upload.header')}</span>
          <select
            className={controls.input}
            value={columns.headerRow}
            onChange={(event) => setColumns({ ...columns, headerRow: Number(event.target.value) })}
          >
            <option value={0}>{t('upload.noHeader')}</option>
            {Array.from({ length: Math.max(rows.length, columns.headerRow) }, (_, index) => (
              <option key={index} value={index + 1}>
                {index + 1}
              </option>
            ))}
          </select>
        </label>
        {meanings.map((meaning) => (
          <label key={meaning} className={controls.field}>
            <span className={controls.label}>{t(`upload.${meaning}`)}</span>
            <select
              className={controls.input}
              value={columns[meaning] ?? ''}
              onChange={(event) => {
                const chosen = event.target.value === '' ? null : Number(event.target.value)
                setColumns({ ...columns, [meaning]: chosen })
              }}
            >
              {meaning !== 'article' && <option value="">{t('upload.absent')}</option>}
              {Array.from({ length: width }, (_, column) => (
                <option key={column} value={column}>
                  {title(column)}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="submit" className={`${controls.button} ${controls.primary}`} disabled={apply.isPending}>
          {t('upload.apply')}
        </button>
      </div>
      {apply.error && (
        <p className={controls.alert} role="alert">
          {problemText(apply.error)}
        </p>
      )}
      <p className={styles.soft} style={{ marginBottom: 8 }}>
        {t('upload.remembered')}
      </p>
      <div className={styles.preview} tabIndex={0} role="region" aria-label={t('upload.preview')}>
        <table>
          <thead>
            <tr>
              <th scope="col">№</th>
              {Array.from({ length: width }, (_, column) => {
                const meaning = meaningOf(column)
                return (
                  <th key={column} scope="col" data-means={meaning}>
                    {meaning ? `${letterOf(column)} · ${t(`upload.${meaning}`)}` : letterOf(column)}
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // rows of a file have no name but their place
              <tr key={index} data-above={index < columns.headerRow}>
                <th scope="row">{index + 1}</th>
                {Array.from({ length: width }, (_, column) => (
                  <td key={column} data-means={meaningOf(column)}>
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </form>
  )
}
