import { IconMessage2Plus } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './carts.module.css'
import './texts.ts'

/** What the seller should know of one line: it stands under the name, and a press makes it a field. */
export function LineComment({
  name,
  value,
  editable,
  onSave,
}: {
  name: string
  value: string | null
  editable: boolean
  onSave: (comment: string | null) => void
}) {
  const { t } = useTranslation('carts')
  const [open, setOpen] = useState(false)
  if (!editable) return value && <span className={styles.written}>{value}</span>
  if (!open)
    return (
      <button
        type="button"
        className={value ? styles.written : styles.offer}
        title={value ? undefined : t('commentAdd')}
        aria-label={value ? t('commentOfIs', { name, comment: value }) : t('commentOf', { name })}
        onClick={() => setOpen(true)}
      >
        {value ?? <IconMessage2Plus size={16} stroke={1.75} aria-hidden="true" />}
      </button>
    )
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') event.currentTarget.value = value ?? ''
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.blur()
  }
  return (
    <input
      autoFocus
      className={`${controls.input} ${styles.commentField}`}
      aria-label={t('commentOf', { name })}
      placeholder={t('commentHint')}
      defaultValue={value ?? ''}
      maxLength={500}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const comment = event.target.value.trim() || null
        setOpen(false)
        if (comment !== value) onSave(comment)
      }}
    />
  )
}
