import { getCart, updateCart, type Cart } from '@portal/api/carts.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { changesOf } from '../../lib/live.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import { EmptyState, ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { ArticleEntry } from './article-entry.tsx'
import { OthersNote } from './others-note.tsx'
import { CartLines } from './cart-lines.tsx'
import { Checkout, type Placed } from './checkout.tsx'
import { useCartActions } from './use-cart-actions.ts'
import styles from './carts.module.css'
import './texts.ts'

/** A cart: articles go in, quantities by keyboard, what hinders the order is told in its row, checkout beside. */
export function CartScreen({ cartId }: { cartId: string }) {
  const { t } = useTranslation('carts')
  const [placed, setPlaced] = useState<Placed | null>(null)
  const cart = useQuery(queryFor(getCart, { params: { cartId } }))
  if (placed) return <Done placed={placed} />
  if (isLost(cart)) return <ErrorState error={cart.error} onRetry={() => void cart.refetch()} />
  if (!cart.data) return <Skeleton lines={12} />
  if (cart.data.state !== 'open')
    return (
      <EmptyState title={t(cart.data.state === 'submitted' ? 'submitted' : 'gone')}>
        <Link to="/orders">{t('toOrders')}</Link>
      </EmptyState>
    )
  return <OpenCart cart={cart.data} onPlaced={setPlaced} />
}

function OpenCart({ cart, onPlaced }: { cart: Cart; onPlaced: (placed: Placed) => void }) {
  const { t } = useTranslation('carts')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { cartId: cart.id }
  const done = () => queries.invalidateQueries({ queryKey: ['carts'] })
  const onError = (error: Error) => toastProblem(problemText(error))
  const change = useMutation({
    mutationKey: changesOf(cart.id),
    mutationFn: (body: { name?: string; pricesSeen?: true }) => call(updateCart, { params, body }),
    onSuccess: done,
    onError,
  })
  const { remove, copy } = useCartActions()
  const [renaming, setRenaming] = useState(false)
  return (
    <>
      <title>{cart.name}</title>
      <PageHeader title={cart.name}>
        {renaming ? (
          <input
            className={`${controls.input} ${styles.name}`}
            aria-label={t('rename')}
            autoFocus
            defaultValue={cart.name}
            maxLength={100}
            onFocus={(event) => event.target.select()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur()
              if (event.key !== 'Escape') return
              // leaving the field keeps what stands in it
              event.currentTarget.value = cart.name
              setRenaming(false)
            }}
            onBlur={(event) => {
              const name = event.target.value.trim()
              if (name && name !== cart.name) change.mutate({ name })
              setRenaming(false)
            }}
          />
        ) : (
          cart.abilities.edit && (
            <button type="button" className={controls.button} onClick={() => setRenaming(true)}>
              {t('renameButton')}
            </button>
          )
        )}
        <button
          type="button"
          className={controls.button}
          disabled={copy.isPending}
          onClick={() => copy.mutate(cart)}
        >
          {t('copy')}
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.danger}`}
          disabled={remove.isPending}
          onClick={() => remove.mutate(cart)}
        >
          {t('deleteCart')}
        </button>
      </PageHeader>
      <OthersNote cart={cart} />
      {cart.priceChanges > 0 && (
        <div className={styles.notice} role="status">
          <span>{t('priceChanges', { count: cart.priceChanges })}</span>
          <button
            type="button"
            className={controls.button}
            onClick={() => change.mutate({ pricesSeen: true })}
          >
            {t('pricesSeen')}
          </button>
        </div>
      )}
      <div className={styles.grid}>
        <section>
          {cart.abilities.edit && <ArticleEntry cartId={cart.id} />}
          <CartLines cart={cart} />
        </section>
        <Checkout cart={cart} onPlaced={onPlaced} />
      </div>
    </>
  )
}

function Done({ placed }: { placed: Placed }) {
  const { t } = useTranslation('carts')
  return (
    <EmptyState title={t('done')}>
      <p>{t('doneText')}</p>
      <ul className={styles.placed}>
        {placed.orders.map((order) => (
          <li key={order.id}>
            <Link to={`/orders/${order.id}`}>{t('orderLink', { number: order.number })}</Link>
            <span>{order.sellerName}</span>
            <b>
              <MoneyText value={order.gross} />
            </b>
          </li>
        ))}
      </ul>
      <Link to="/catalogue">{t('toCatalogue')}</Link>
    </EmptyState>
  )
}
