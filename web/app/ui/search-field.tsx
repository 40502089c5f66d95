import controls from './controls.module.css'

/** Words that narrow a list. They stand in the address: the caller replaces it, so that "back" does not go letter by letter. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (words: string) => void
}) {
  return (
    <input
      className={controls.input}
      type="search"
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
