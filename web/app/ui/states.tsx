import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../lib/problem-text.ts'
import controls from './controls.module.css'
import styles from './states.module.css'

/** Nothing here yet: says so, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  )
}

/** A read that failed, in words, with a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const text = useProblemText()
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{text(error)}</p>
      {onRetry && (
        <button type="button" className={controls.button} onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}

/** Grey lines of the size of what is coming. */
export function Skeleton({ lines = 1, height = 36 }: { lines?: number; height?: number }) {
  return (
    <div className={styles.skeleton} aria-busy="true" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} style={{ height }} />
      ))}
    </div>
  )
}

/** A long job's progress, in percent. */
export function ProgressBar({ percent, label }: { percent: number; label: string }) {
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-label={label}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  )
}

/** A page's title with its actions at the right. */
export function PageHeader({
  title,
  children,
  note,
}: {
  title: string
  children?: ReactNode
  note?: ReactNode
}) {
  return (
    <header className={styles.header}>
      <div>
        <h1>{title}</h1>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  )
}
