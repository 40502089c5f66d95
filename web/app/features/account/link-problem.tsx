import type { ReactNode } from 'react'
import styles from './account.module.css'

/** A link that does not work: why, and what to do now. */
export function LinkProblem({
  title,
  text,
  children,
}: {
  title: string
  text: string
  /** the ways on */
  children?: ReactNode
}) {
  return (
    <section className={styles.card}>
      <title>{title}</title>
      <h1>{title}</h1>
      <p className={styles.soft}>{text}</p>
      {children && <p className={styles.ways}>{children}</p>}
    </section>
  )
}
