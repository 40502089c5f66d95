import type { OfferItem } from '@portal/api/offer.ts'
import { IconBell, IconBellFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { useMaySubscribe, useSubscribed } from './subscribed.ts'
import { SubscribeDialog } from './subscribe-dialog.tsx'
import styles from './subscriptions.module.css'
import './texts.ts'

/** At a product's page: tell me when it comes, or watch it. */
export function SubscribeButton({ item }: { item: OfferItem }) {
  const { t } = useTranslation('subscriptions')
  const [open, setOpen] = useState(false)
  const subscribed = useSubscribed(item.productId).length > 0
  if (!useMaySubscribe()) return null
  const Bell = subscribed ? IconBellFilled : IconBell
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.ask}`}
        data-on={subscribed}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Bell size={18} aria-hidden="true" />
        {subscribed ? t('ask.on') : t(item.stock.level === 'none' ? 'ask.back' : 'ask.watch')}
      </button>
      {open && <SubscribeDialog item={item} onClose={() => setOpen(false)} />}
    </>
  )
}

/** In a row or a card of what is absent: small, under the stock. */
export function SubscribeMark({ item }: { item: OfferItem }) {
  const { t } = useTranslation('subscriptions')
  const [open, setOpen] = useState(false)
  const subscribed = useSubscribed(item.productId).length > 0
  const may = useMaySubscribe()
  if (!may || item.stock.level !== 'none') return null
  const Bell = subscribed ? IconBellFilled : IconBell
  return (
    <>
      <button
        type="button"
        className={styles.mark}
        data-on={subscribed}
        aria-haspopup="dialog"
        aria-label={`${subscribed ? `${t('ask.onShort')}. ${t('ask.on')}` : t('ask.back')}: ${item.article ?? item.name}`}
        onClick={() => setOpen(true)}
      >
        <Bell size={14} aria-hidden="true" />
        {t(subscribed ? 'ask.onShort' : 'ask.short')}
      </button>
      {open && <SubscribeDialog item={item} onClose={() => setOpen(false)} />}
    </>
  )
}
