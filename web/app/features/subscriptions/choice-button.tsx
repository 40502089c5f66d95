import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { useMaySubscribe } from './subscribed.ts'
import { SubscribeDialog, type ChosenProducts } from './subscribe-dialog.tsx'
import styles from './subscriptions.module.css'
import './texts.ts'

/** In the catalogue, for the category and filters that are chosen. */
export function ChoiceButton(choice: ChosenProducts) {
  const { t } = useTranslation('subscriptions')
  const [open, setOpen] = useState(false)
  const may = useMaySubscribe()
  if (!may || (!choice.category && !choice.filters)) return null
  const label = t(choice.filters ? 'ask.choiceFiltered' : 'ask.choice')
  return (
    <>
      <button
        type="button"
        className={`${controls.icon} ${styles.choice}`}
        aria-haspopup="dialog"
        aria-label={label}
        title={label}
        onClick={() => setOpen(true)}
      >
        <IconBell size={20} stroke={1.6} aria-hidden="true" />
      </button>
      {open && <SubscribeDialog choice={choice} onClose={() => setOpen(false)} />}
    </>
  )
}
