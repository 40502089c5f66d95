import type { OfferItem } from '@portal/api/offer.ts'
import type { SubscriptionKind } from '@portal/api/subscriptions.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, usePermission } from '../../lib/me.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useEndSubscriptions, useSubscribe, useSubscribed } from './subscribed.ts'
import styles from './subscriptions.module.css'
import './texts.ts'

/** A choice of products, as the catalogue's address has it. */
export interface ChosenProducts {
  category?: string
  filters?: string
  label: string
}

/** What to tell of, for one product or for a choice. */
export function SubscribeDialog({
  item,
  choice,
  onClose,
}: {
  item?: OfferItem
  choice?: ChosenProducts
  onClose: () => void
}) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const me = useMe()
  const kinds = useKinds(item)
  const [kind, setKind] = useState<SubscriptionKind>(kinds[0]!)
  const [quantity, setQuantity] = useState('')
  const [price, setPrice] = useState('')
  const [tried, setTried] = useState(false)
  const asking = useSubscribe(onClose)
  const currency = format.symbol(me?.current?.context.currency ?? 'RUB')
  const unit = item?.units[0]?.name ?? ''
  const decides = item?.stock.display === 'exact' || item?.stock.display === 'capped'
  const wanted = readQuantity(quantity)
  const maxPrice = readQuantity(price)
  const wrongPrice = kind === 'price_below' && (maxPrice === null || Number(maxPrice) === 0)

  function submit() {
    setTried(true)
    if (wrongPrice) return
    asking.mutate({
      kind,
      ...(item ? { productId: item.productId } : {}),
      ...(choice
        ? {
            choice: {
              ...(choice.category ? { category: choice.category } : {}),
              ...(choice.filters ? { filters: choice.filters } : {}),
            },
          }
        : {}),
      ...(kind === 'back_in_stock' && wanted !== null && Number(wanted) > 0
        ? { wantedQuantity: wanted }
        : {}),
      ...(kind === 'price_below' && maxPrice !== null ? { maxPrice } : {}),
    })
  }

  return (
    <FormDialog
      title={t(item ? 'dialog.title' : 'dialog.choiceTitle')}
      action={t('dialog.submit')}
      busy={asking.isPending}
      error={asking.error}
      noValidate
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={styles.about}>
        {item ? (
          <>
            {item.article && <span className={styles.article}>{item.article}</span>} {item.name}
          </>
        ) : (
          choice?.label
        )}
      </p>
      {item && <Mine productId={item.productId} />}
      <fieldset className={styles.kinds}>
        <legend className={controls.label}>{t('dialog.when')}</legend>
        {kinds.map((one) => (
          <label key={one} className={styles.kind} data-on={one === kind}>
            <input
              type="radio"
              name="kind"
              value={one}
              checked={one === kind}
              onChange={() => setKind(one)}
            />
            {t(`kind.${one}`)}
          </label>
        ))}
      </fieldset>
      {item && kind === 'back_in_stock' && (
        <TextField
          label={t('dialog.quantity', { unit })}
          hint={t(decides ? 'dialog.quantityDecides' : 'dialog.quantityTold')}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={quantity}
          onText={setQuantity}
        />
      )}
      {kind === 'price_below' && (
        <TextField
          label={item ? t('dialog.price', { unit, currency }) : t('dialog.choicePrice', { currency })}
          hint={
            item?.price ? t('dialog.priceHint', { price: format.money(item.price.unitPrice) }) : undefined
          }
          error={tried && wrongPrice ? t('dialog.wrongPrice') : null}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          required
          value={price}
          onText={setPrice}
        />
      )}
      <p className={controls.hint}>{t('dialog.mail', { email: me?.user?.email ?? '' })}</p>
    </FormDialog>
  )
}

/** What makes sense to ask here; what is absent is asked for first. */
function useKinds(item: OfferItem | undefined): SubscriptionKind[] {
  const prices = usePermission('prices.view')
  if (!item) return ['new_arrival', 'back_in_stock', ...(prices ? (['price_below'] as const) : [])]
  const hidden = item.stock.display === 'hidden'
  const price = prices && item.price !== null
  const kinds: SubscriptionKind[] = [
    ...(hidden ? [] : (['back_in_stock'] as const)),
    ...(hidden || item.inTransit ? [] : (['eta_set'] as const)),
    ...(price ? (['price_below'] as const) : []),
  ]
  if (kinds.length === 0) return ['back_in_stock']
  // of what lies there, a lower price is what one waits for
  return item.stock.level === 'none' || !price
    ? kinds
    : ['price_below', ...kinds.filter((one) => one !== 'price_below')]
}

function Mine({ productId }: { productId: string }) {
  const { t } = useTranslation('subscriptions')
  const subscribed = useSubscribed(productId)
  const ending = useEndSubscriptions()
  if (subscribed.length === 0) return null
  return (
    <section className={styles.mine} aria-label={t('mine')}>
      <b>{t('mine')}</b>
      <ul>
        {subscribed.map(({ id, kind }) => (
          <li key={id}>
            {t(`kind.${kind}`)}
            <button
              type="button"
              className={`${controls.button} ${controls.compact}`}
              aria-label={t('offOf', { name: t(`kind.${kind}`) })}
              disabled={ending.isPending}
              onClick={() => ending.mutate([id])}
            >
              {t('off')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
