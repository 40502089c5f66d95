import type { ReactNode } from 'react'
import styles from './sticky-bar.module.css'

/** Stays at the foot of the window while something is chosen: what it comes to, and what to do with it. */
export function StickyBar({
  label,
  actions,
  children,
}: {
  label: string
  actions: ReactNode
  children: ReactNode
}) {
  return (
    <section className={styles.bar} aria-label={label} data-sticky>
      <div className={styles.facts} aria-live="polite">
        {children}
      </div>
      <div className={styles.actions}>{actions}</div>
    </section>
  )
}
