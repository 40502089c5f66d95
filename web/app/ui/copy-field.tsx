import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from './controls.module.css'
import styles from './copy-field.module.css'

/** A text to hand over, with a button that copies it, also on a page without HTTPS. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  async function copy() {
    field.current?.select()
    // without HTTPS the clipboard is not there, and the old command still is
    if (window.isSecureContext) await navigator.clipboard.writeText(value)
    else document.execCommand('copy')
    setCopied(true)
  }
  return (
    <div className={controls.field}>
      <span className={controls.label}>{label}</span>
      <span className={styles.row}>
        <input
          ref={field}
          className={`${controls.input} ${styles.text}`}
          aria-label={label}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" className={controls.button} onClick={() => void copy()}>
          {copied ? t('copied') : t('copy')}
        </button>
      </span>
    </div>
  )
}
