import type { FormEvent } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import './texts.ts'

/** Asks for the name of a cart. */
export function NewCartDialog({
  opened,
  title,
  name = '',
  submit,
  onClose,
  onName,
}: {
  opened: boolean
  title?: string
  name?: string
  submit: string
  onClose: () => void
  onName: (name: string) => void
}) {
  const { t } = useTranslation('offer')
  const form = useId()
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('name')).trim()
    if (typed) onName(typed)
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={title ?? t('add.newCartTitle')}
      size="sm"
      actions={
        <button type="submit" form={form} className={`${controls.button} ${controls.primary}`}>
          {submit}
        </button>
      }
    >
      <form id={form} onSubmit={send}>
        <label className={controls.field}>
          <span className={controls.label}>{t('add.cartName')}</span>
          <input
            className={controls.input}
            name="name"
            defaultValue={name}
            maxLength={100}
            required
            data-autofocus
          />
        </label>
      </form>
    </Dialog>
  )
}
