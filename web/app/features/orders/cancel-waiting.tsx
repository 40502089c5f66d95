import { cancelWaiting } from '@portal/api/absent-goods.ts'
import type { Order, OrderLine } from '@portal/api/orders.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './orders.module.css'
import '../order-parts/texts.ts'

/** A buyer who will not wait any longer: at once, or through the manager once the supplier has the order. */
export function CancelWaiting({ order, line }: { order: Order; line: OrderLine }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  if (line.cancelAsked !== '0')
    return (
      <span className={styles.waitingNote}>
        {t('waitingCancel.asked', { value: format.number(line.cancelAsked) })}
      </span>
    )
  if (line.waiting === '0' || order.abilities.cancelWaiting === 'no') return null
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        aria-label={t('waitingCancel.of', { name: line.name })}
        onClick={() => setAsking(true)}
      >
        {t('waitingCancel.do')}
      </button>
      {asking && <AskDialog order={order} line={line} onClose={() => setAsking(false)} />}
    </>
  )
}

function AskDialog({ order, line, onClose }: { order: Order; line: OrderLine; onClose: () => void }) {
  const { t } = useTranslation('order-parts')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [wrong, setWrong] = useState(false)
  const byRequest = order.abilities.cancelWaiting === 'by_request' || line.confirms
  const cancel = useMutation({
    mutationFn: (quantity: string) =>
      call(cancelWaiting, { params: { orderId: order.id, lineId: line.id }, body: { quantity } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('quantity') ?? '')
    const quantity = readQuantity(typed)
    const good = quantity !== null && /[1-9]/.test(quantity) && Number(quantity) <= Number(line.waiting)
    setWrong(!good)
    if (good && !cancel.isPending) cancel.mutate(quantity)
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('waitingCancel.title')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('waitingCancel.keep')}
          </button>
          <button
            type="submit"
            form="cancel-waiting"
            className={`${controls.button} ${controls.danger}`}
            disabled={cancel.isPending}
          >
            {t(byRequest ? 'waitingCancel.send' : 'waitingCancel.now')}
          </button>
        </>
      }
    >
      <form id="cancel-waiting" onSubmit={submit} noValidate>
        {cancel.error && (
          <p className={controls.alert} role="alert">
            {problemText(cancel.error)}
          </p>
        )}
        <p>{line.name}</p>
        <label className={controls.field}>
          <span className={controls.label}>{t('waitingCancel.quantity', { unit: line.unitName })}</span>
          <input
            className={controls.input}
            name="quantity"
            inputMode="decimal"
            autoComplete="off"
            data-autofocus
            aria-invalid={wrong || undefined}
            defaultValue={format.typed(line.waiting)}
          />
          <span className={wrong ? controls.error : controls.hint}>
            {wrong
              ? t('waitingCancel.bad', { value: format.number(line.waiting) })
              : t('waitingCancel.hint', { value: format.number(line.waiting) })}
          </span>
        </label>
        {byRequest && <p className={controls.hint}>{t('waitingCancel.ask')}</p>}
      </form>
    </Dialog>
  )
}
