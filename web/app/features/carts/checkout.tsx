import { submitCart, type Cart } from '@portal/api/carts.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { getMyCompany } from '@portal/api/organizations.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { newKey } from '../../lib/new-key.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import styles from './carts.module.css'
import './texts.ts'

export type Placed = OutputOf<typeof submitCart>

const choices = ['parts', 'wait', 'cancel'] as const

/** Sums and the order itself. The key is made once, so that a double click or a retry orders once. */
export function Checkout({ cart, onPlaced }: { cart: Cart; onPlaced: (placed: Placed) => void }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [submissionKey] = useState(() => newKey())
  const company = useQuery(queryFor(getMyCompany, {}))
  const submit = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim() || null
      return call(submitCart, {
        params: { cartId: cart.id },
        body: {
          revision: cart.revision,
          submissionKey,
          poNumber: text('po'),
          wantedOn: text('wanted'),
          deliveryPointId: text('delivery'),
          comment: text('comment'),
          absentChoice: choices.find((one) => one === text('absent')) ?? 'parts',
        },
      })
    },
    onSuccess: async (placed) => {
      onPlaced(placed)
      await queries.invalidateQueries({ queryKey: ['carts'] })
      await queries.invalidateQueries({ queryKey: ['orders'] })
    },
    onError: () => queries.invalidateQueries({ queryKey: ['carts'] }),
  })
  const blocked = cart.lines.some((line) => line.problems.some((problem) => problem.blocks))
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!submit.isPending) submit.mutate(new FormData(event.currentTarget))
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
        <dt>
          <b>{t('total')}</b>
        </dt>
        <dd>
          <b>
            <MoneyText value={cart.totals.gross} />
          </b>
        </dd>
      </dl>
      <label className={controls.field}>
        <span className={controls.label}>{t('po')}</span>
        <input className={controls.input} name="po" maxLength={50} autoComplete="off" />
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('wanted')}</span>
        <input className={controls.input} name="wanted" type="date" />
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('delivery')}</span>
        <select
          key={company.data?.id}
          className={controls.input}
          name="delivery"
          defaultValue={
            company.data?.deliveryPoints.find((point) => point.isDefault && point.active)?.id ?? ''
          }
        >
          <option value="">{t('noDelivery')}</option>
          {company.data?.deliveryPoints
            .filter((point) => point.active)
            .map((point) => (
              <option key={point.id} value={point.id}>
                {point.name}
              </option>
            ))}
        </select>
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('absent')}</span>
        <select className={controls.input} name="absent" defaultValue="parts">
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`absentChoice.${choice}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('comment')}</span>
        <textarea className={controls.input} name="comment" rows={2} maxLength={2000} />
      </label>
      {submit.error && (
        <p className={controls.alert} role="alert">
          {problemText(submit.error)}
        </p>
      )}
      {blocked && <p className={controls.error}>{t('blocked')}</p>}
      <button
        type="submit"
        className={`${controls.button} ${controls.primary} ${controls.large}`}
        disabled={submit.isPending || blocked || cart.lines.length === 0 || !cart.abilities.submit}
      >
        {submit.isPending ? t('submitting') : t('submit')}
      </button>
    </form>
  )
}
