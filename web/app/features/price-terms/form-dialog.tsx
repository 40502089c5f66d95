import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './price-terms.module.css'

/** A small form over the page: what went wrong stands above its fields, the button that does it says so. */
export function FormDialog({
  title,
  action,
  ready = true,
  busy,
  error,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  /** what the button says; "save" without it */
  action?: string
  ready?: boolean
  busy: boolean
  error: unknown
  onSubmit: (form: FormData) => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (ready && !busy) onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button
            type="submit"
            form="price-terms"
            className={`${controls.button} ${controls.primary}`}
            disabled={!ready || busy}
          >
            {action ?? t('save')}
          </button>
        </>
      }
    >
      <form id="price-terms" className={styles.form} onSubmit={submit}>
        {error !== null && error !== undefined && (
          <p className={controls.alert} role="alert">
            {problemText(error)}
          </p>
        )}
        {children}
      </form>
    </Dialog>
  )
}

/** A field with its name above and a remark below. */
export function Field({ label, hint, children }: { label: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <label className={controls.field}>
      <span className={controls.label}>{label}</span>
      {children}
      {hint && <span className={controls.hint}>{hint}</span>}
    </label>
  )
}
