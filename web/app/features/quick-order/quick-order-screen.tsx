import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { saveFile, csvOf } from '../../ui/csv.ts'
import { PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { cellsOf, isBlank, mostRows, type SheetRow } from './rows.ts'
import { isUsable, useWhy } from './row-state.tsx'
import { SheetBar } from './sheet-bar.tsx'
import { SheetTable } from './sheet-table.tsx'
import { useSheet, type Sheet } from './use-sheet.ts'
import styles from './quick-order.module.css'
import './texts.ts'

/** Many lines by keyboard: typed, pasted or scanned; nothing is in a cart before it is said so. */
export function QuickOrderScreen() {
  const { t } = useTranslation('quick-order')
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        <Link className={controls.button} to="/quick-order/upload">
          {t('toUpload')}
        </Link>
      </PageHeader>
      {useInBrowser() ? <KeptSheet /> : <Skeleton lines={12} />}
    </>
  )
}

/** What is kept in the tab is not known to the server that draws the page first. */
function useInBrowser(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}

function KeptSheet() {
  const { t } = useTranslation('quick-order')
  const sheet = useSheet()
  const problemText = useProblemText()
  const [left, setLeft] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  useCarriedRows(sheet, setLeft)
  usePasteAnywhere(sheet, setLeft)
  return (
    <div ref={place}>
      <div className={styles.tools}>
        <p className={styles.keys}>{t('keys')}</p>
        <Unmatched sheet={sheet} />
      </div>
      {left > 0 && (
        <p className={styles.notice} role="alert">
          {t('tooMany', { count: left, limit: mostRows })}
          <Link to="/quick-order/upload">{t('toUpload')}</Link>
        </p>
      )}
      {sheet.error && (
        <p className={styles.notice} role="alert">
          <span className={styles.bad}>{problemText(sheet.error)}</span>
          <button type="button" className={`${controls.button} ${controls.compact}`} onClick={sheet.retry}>
            {t('retry')}
          </button>
        </p>
      )}
      <SheetTable sheet={sheet} onLeft={setLeft} />
      <SheetBar sheet={sheet} onTaken={() => requestAnimationFrame(() => enterBlank(place.current))} />
    </div>
  )
}

/** The hands are on the keyboard: the next list begins where there is room for it. */
function enterBlank(place: HTMLElement | null) {
  const articles = place?.querySelectorAll<HTMLInputElement>('[data-column="article"] input') ?? []
  ;[...articles].find(({ value }) => value === '')?.focus()
}

/** A list pasted while no field has the focus comes after what is there. */
function usePasteAnywhere(sheet: Sheet, onLeft: (lines: number) => void): void {
  useEffect(() => {
    const hear = (event: globalThis.ClipboardEvent) => {
      if ((event.target as HTMLElement | null)?.closest('input, textarea, select, [role="dialog"]')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() === '') return
      event.preventDefault()
      const index = sheet.rows.findLastIndex((row) => !isBlank(row)) + 1
      onLeft(sheet.paste(cellsOf(text), { index, field: 'article' }).left)
    }
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  }, [sheet, onLeft])
}

/** Several lines pasted into the search field of any page come here. */
function useCarriedRows(sheet: Sheet, onLeft: (lines: number) => void): void {
  const location = useLocation()
  const navigate = useNavigate()
  const carried = (location.state as { rows?: string } | null)?.rows
  useEffect(() => {
    if (carried === undefined) return
    const index = sheet.rows.findLastIndex((row) => !isBlank(row)) + 1
    onLeft(sheet.paste(cellsOf(carried), { index, field: 'article' }).left)
    void navigate('.', { replace: true, state: null })
    // once for what was carried here, whatever happens to the sheet afterwards
    // oxlint-disable-next-line react/exhaustive-deps
  }, [carried])
}

/** Rows that a cart would not take: as a file or into the clipboard, each with its reason. */
function Unmatched({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('quick-order')
  const why = useWhy()
  const rows = sheet.filled.filter((row) => {
    const answer = sheet.answerOf(row)
    return answer && !isUsable(answer) && answer.outcome !== 'duplicate'
  })
  if (rows.length === 0) return null
  const reason = (row: SheetRow) => {
    const answer = sheet.answerOf(row)
    return answer ? [t(`outcome.${answer.outcome}`), why(answer)].filter(Boolean).join(': ') : ''
  }
  const columns: Column<SheetRow>[] = [
    { key: 'article', title: t('column.article'), cell: () => null, text: (row) => row.article },
    { key: 'quantity', title: t('column.quantity'), cell: () => null, text: (row) => row.quantity },
    { key: 'unit', title: t('column.unit'), cell: () => null, text: (row) => row.unit },
    { key: 'why', title: t('column.why'), cell: () => null, text: reason },
  ]
  const copy = async () => {
    const lines = rows.map((row) => [row.article, row.quantity, row.unit, reason(row)].join('\t'))
    await navigator.clipboard.writeText(lines.join('\n'))
    toastDone(t('copied', { count: rows.length }))
  }
  return (
    <span className={styles.tools} style={{ margin: 0 }}>
      <span className={styles.soft}>{t('unmatched', { count: rows.length })}</span>
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        onClick={() => saveFile(t('unmatchedFile'), csvOf(columns, rows))}
      >
        {t('download')}
      </button>
      {'clipboard' in navigator && (
        <button
          type="button"
          className={`${controls.button} ${controls.compact}`}
          onClick={() => void copy()}
        >
          {t('copy')}
        </button>
      )}
    </span>
  )
}
