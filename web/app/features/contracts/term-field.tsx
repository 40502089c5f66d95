import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { Field } from '../../ui/form-dialog.tsx'
import styles from './contracts.module.css'
import './texts.ts'

/** Codes of the fields that the server refused, by their names. */
export type FieldErrors = Readonly<Record<string, string>>

interface TermProps {
  name: string
  label: string
  errors: FieldErrors
}

/** A group of terms under its title. */
export function Terms({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div className={styles.fields}>{children}</div>
    </section>
  )
}

/** One term; what the server found wrong with it stands below. */
export function Term({ name, label, errors, children }: TermProps & { children: ReactNode }) {
  const { t } = useTranslation('contracts')
  const code = errors[name]
  return (
    <Field
      label={label}
      error={
        code &&
        (code === 'before_start' || code === 'too_small' || code === 'too_big'
          ? t(`fieldError.${code}`)
          : t('fieldError.invalid_format'))
      }
    >
      {children}
    </Field>
  )
}

/** A decimal, or nothing where that means something too. */
export function FigureTerm({
  value,
  none,
  ...term
}: TermProps & {
  value: string
  /** what an empty field means */
  none?: string
}) {
  return (
    <Term {...term}>
      <input
        className={controls.input}
        name={term.name}
        inputMode="decimal"
        autoComplete="off"
        placeholder={none}
        defaultValue={value}
      />
    </Term>
  )
}

/** A day, or none. */
export function DayTerm({ value, input, ...term }: TermProps & { value: string; input?: string }) {
  return (
    <Term {...term}>
      <input className={controls.input} name={input ?? term.name} type="date" defaultValue={value} />
    </Term>
  )
}

/** One of a few, each in words. */
export function ChoiceTerm<Value extends string>({
  options,
  value,
  text,
  ...term
}: TermProps & { options: readonly Value[]; value: Value; text: (option: Value) => string }) {
  return (
    <Term {...term}>
      <select className={controls.input} name={term.name} defaultValue={value}>
        {options.map((option) => (
          <option key={option} value={option}>
            {text(option)}
          </option>
        ))}
      </select>
    </Term>
  )
}
