import { submitCart, type Cart } from '@portal/api/carts.ts'
import { getCreditPosition } from '@portal/api/credit.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { listOwnDeliveryPoints } from '@portal/api/warehouses.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useMe, usePermission, useSwitchContext } from '../../lib/me.ts'
import { AbsentGoods, choices } from './absent-goods.tsx'
import { BySource } from './by-source.tsx'
import { LookAlikes } from './look-alikes.tsx'
import { moneyLeft } from './money-left.ts'
import { submissionKeyOf, forgetSubmission } from './submission-key.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import styles from './carts.module.css'
import './texts.ts'

export type Placed = OutputOf<typeof submitCart>

/** Sums and the order itself. The key outlives a reload, so that a double click, a retry or a lost answer orders once. */
export function Checkout({ cart, onPlaced }: { cart: Cart; onPlaced: (placed: Placed) => void }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const sending = useRef(false)
  const submit = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim() || null
      return call(submitCart, {
        params: { cartId: cart.id },
        body: {
          revision: cart.revision,
          submissionKey: submissionKeyOf(cart.id, cart.revision),
          poNumber: text('po'),
          wantedOn: text('wanted'),
          deliveryPointId: text('delivery'),
          comment: text('comment'),
          absentChoice: choices.find((one) => one === text('absent')) ?? 'parts',
          absentUntil: text('absentUntil'),
        },
      })
    },
    onSuccess: async (placed) => {
      forgetSubmission(cart.id)
      onPlaced(placed)
      await queries.invalidateQueries({ queryKey: ['carts'] })
      await queries.invalidateQueries({ queryKey: ['orders'] })
    },
    onError: () => queries.invalidateQueries({ queryKey: ['carts'] }),
    onSettled: () => {
      sending.current = false
    },
  })
  const blocked = cart.lines.some((line) => line.problems.some((problem) => problem.blocks))
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // a second click may come before the button is drawn as disabled
    if (sending.current) return
    sending.current = true
    submit.mutate(new FormData(event.currentTarget))
  }
  return (
    <form className={styles.panel} onSubmit={onSubmit} aria-label={t('checkout')}>
      <h2>{t('checkout')}</h2>
      {cart.orders.map((order) => (
        <p key={order.contractId} className={styles.soft}>
          {t('orderPer', { contract: order.contractNumber, seller: order.sellerName })}{' '}
          <MoneyText value={order.gross} />
          {order.missingToMinimum && (
            <span className={styles.problem} data-blocks="true">
              {t('missingToMinimum', { sum: format.money(order.missingToMinimum) })}
            </span>
          )}
        </p>
      ))}
      <dl className={styles.totals}>
        <dt>{t('net')}</dt>
        <dd>
          <MoneyText value={cart.totals.net} />
        </dd>
        <dt>{t('vat')}</dt>
        <dd>
          <MoneyText value={cart.totals.vat} />
        </dd>
        <dt>{t('weight')}</dt>
        <dd>{format.number(cart.totals.weightKg)}</dd>
        <dt>{t('volume')}</dt>
        <dd>{format.number(cart.totals.volumeM3)}</dd>
        <dt>
          <b>{t('total')}</b>
        </dt>
        <dd>
          <b>
            <MoneyText value={cart.totals.gross} />
          </b>
        </dd>
      </dl>
      {cart.totals.linesWithoutWeight > 0 && (
        <p className={styles.soft}>{t('withoutWeight', { count: cart.totals.linesWithoutWeight })}</p>
      )}
      <BySource cart={cart} />
      <CreditAfter cart={cart} />
      <label className={controls.field}>
        <span className={controls.label}>{t('po')}</span>
        <input className={controls.input} name="po" maxLength={50} autoComplete="off" />
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('wanted')}</span>
        <input className={controls.input} name="wanted" type="date" />
      </label>
      <DeliverTo />
      <AbsentGoods cart={cart} />
      <label className={controls.field}>
        <span className={controls.label}>{t('comment')}</span>
        <textarea className={controls.input} name="comment" rows={2} maxLength={2000} />
      </label>
      {submit.error && (
        <p className={controls.alert} role="alert">
          {problemText(submit.error)}
        </p>
      )}
      <LookAlikes cart={cart} />
      {blocked && <p className={controls.error}>{t('blocked')}</p>}
      <button
        type="submit"
        className={`${controls.button} ${controls.primary} ${controls.large}`}
        disabled={submit.isPending || blocked || cart.lines.length === 0 || !cart.abilities.submit}
      >
        {submit.isPending
          ? t('submitting')
          : cart.totals.gross
            ? t('submitSum', { sum: format.money(cart.totals.gross) })
            : t('submit')}
      </button>
    </form>
  )
}

/** Where it goes. Another place may be served from other warehouses, so the cart is looked at again for it. */
function DeliverTo() {
  const { t } = useTranslation('carts')
  const me = useMe()
  const points = useQuery(queryFor(listOwnDeliveryPoints, {})).data?.items ?? []
  const switching = useSwitchContext()
  const [pickUp, setPickUp] = useState(false)
  const current = me?.current
  return (
    <label className={controls.field}>
      <span className={controls.label}>{t('delivery')}</span>
      <select
        className={controls.input}
        name="delivery"
        value={pickUp ? '' : (current?.deliveryPointId ?? '')}
        onChange={({ target }) => {
          setPickUp(target.value === '')
          if (target.value && current && target.value !== current.deliveryPointId)
            switching.mutate({
              contractId: current.context.contractId,
              deliveryPointId: target.value,
            })
        }}
      >
        <option value="">{t('noDelivery')}</option>
        {points.map((point) => (
          <option key={point.id} value={point.id}>
            {point.name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What the present contract's limit leaves once its part of this cart is ordered. */
function CreditAfter({ cart }: { cart: Cart }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const allowed = usePermission('finance.view')
  const credit = useQuery({ ...queryFor(getCreditPosition, {}), enabled: allowed }).data
  const own = cart.orders.find((order) => order.contractId === credit?.contractId)
  if (!credit?.available || credit.paymentTerms !== 'credit' || !own?.gross) return null
  const { left, missing } = moneyLeft(credit.available, own.gross)
  return (
    <p className={missing ? styles.problem : styles.soft} data-blocks={credit.creditMode === 'block'}>
      {missing
        ? t('creditMissing', { contract: credit.contractNumber, sum: format.money(missing) })
        : t('creditAfter', { contract: credit.contractNumber, sum: format.money(left) })}
    </p>
  )
}
