import { useId, type InputHTMLAttributes } from 'react'
import controls from './controls.module.css'

/** A native field with its label, what is wrong with it, and a hint; those who hear the page hear them together. */
export function TextField({
  label,
  error,
  hint,
  onText,
  ...input
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  label: string
  error?: string | null | undefined
  hint?: string | undefined
  /** makes the field controlled; without it the form is read when it is sent */
  onText?: (text: string) => void
}) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={controls.field}>
      <label className={controls.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className={controls.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={onText && ((event) => onText(event.target.value))}
      />
      {note && (
        <span id={`${id}-note`} className={error ? controls.error : controls.hint}>
          {note}
        </span>
      )}
    </div>
  )
}
