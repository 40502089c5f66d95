import { useId, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../lib/problem-text.ts'
import controls from './controls.module.css'
import dialog from './dialog.module.css'
import { Dialog } from './dialog.tsx'

/** A small form over the page: what went wrong stands above its fields, the button that does it says so. */
export function FormDialog({
  title,
  action,
  ready = true,
  busy,
  error,
  problem,
  size = 'md',
  noValidate = false,
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
  /** words for the error that say more than its own; null: a field tells it */
  problem?: string | null | undefined
  size?: 'sm' | 'md' | 'lg' | 'xl'
  /** the fields are checked by the form itself, not by the browser */
  noValidate?: boolean
  /** not while it is not ready, or still busy with the last one */
  onSubmit: (form: FormData) => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const formId = useId()
  const told = problem === undefined && error ? problemText(error) : problem
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (ready && !busy) onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      size={size}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button
            type="submit"
            form={formId}
            className={`${controls.button} ${controls.primary}`}
            disabled={!ready || busy}
          >
            {action ?? t('save')}
          </button>
        </>
      }
    >
      <form id={formId} ref={focusFirst} className={dialog.form} onSubmit={submit} noValidate={noValidate}>
        {told && (
          <p className={controls.alert} role="alert">
            {told}
          </p>
        )}
        {children}
      </form>
    </Dialog>
  )
}

/** Opened, it waits for typing, not at its closing cross; a field may claim the focus by `data-autofocus` of its own. */
function focusFirst(form: HTMLFormElement | null): void {
  if (form && !form.querySelector('[data-autofocus]'))
    form
      .querySelector('input:not([type=hidden], [type=checkbox]), select, textarea')
      ?.setAttribute('data-autofocus', '')
}

/** A field with its name above, and a remark or what is wrong with it below. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  children: ReactNode
}) {
  return (
    <label className={controls.field}>
      <span className={controls.label}>{label}</span>
      {children}
      {error ? (
        <span className={controls.error}>{error}</span>
      ) : (
        hint && <span className={controls.hint}>{hint}</span>
      )}
    </label>
  )
}

/** Two fields side by side where there is room. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={dialog.pair}>{children}</div>
}
