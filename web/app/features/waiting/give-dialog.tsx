import { moveAllocation, type WaitingLine, type WaitingQueue } from '@portal/api/absent-goods.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import officeList from '../../ui/office-list.module.css'
import './texts.ts'

const holdersBeside = (queue: WaitingQueue, line: WaitingLine) =>
  queue.holders.filter((one) => one.lineId !== line.lineId)

/** Is there anything that may be given to the line: free in its warehouses, or held by another? */
export const mayGive = (queue: WaitingQueue, line: WaitingLine) =>
  line.free !== '0' || holdersBeside(queue, line).length > 0

/** Gives goods to a line out of turn: from what is free, or from what another order holds. */
export function GiveDialog({
  queue,
  line,
  onClose,
}: {
  queue: WaitingQueue
  line: WaitingLine
  onClose: () => void
}) {
  const { t } = useTranslation('waiting')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const holders = holdersBeside(queue, line)
  const [from, setFrom] = useState(line.free === '0' ? (holders[0]?.lineId ?? '') : '')
  const [wrong, setWrong] = useState<string | null>(null)
  const give = useMutation({
    mutationFn: ({ quantity, reason }: { quantity: string; reason: string }) =>
      call(moveAllocation, {
        params: { productId: queue.product.productId },
        body: { toLineId: line.lineId, ...(from ? { fromLineId: from } : {}), quantity, reason },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] })
      toastDone(t('given'))
      onClose()
    },
  })
  const submit = (form: FormData) => {
    const quantity = readQuantity(String(form.get('quantity') ?? ''))
    const reason = String(form.get('reason') ?? '').trim()
    const good = quantity !== null && /[1-9]/.test(quantity)
    setWrong(!good ? t('badQuantity') : reason === '' ? t('noReason') : null)
    if (good && reason !== '') give.mutate({ quantity, reason })
  }
  const refused = give.error instanceof ApiProblem ? give.error.fields['quantity'] : undefined
  const told =
    refused === 'above_waiting' || refused === 'above_held' || refused === 'above_free'
      ? t(`refused.${refused}`)
      : give.error && problemText(give.error)
  return (
    <FormDialog
      title={t('giveTo', { number: line.orderNumber })}
      action={t('give')}
      busy={give.isPending}
      error={give.error}
      problem={wrong ?? told}
      noValidate
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={officeList.soft}>
        {t('waitsFor', {
          company: line.companyName,
          quantity: format.number(line.waiting),
          unit: queue.product.unitName,
        })}
      </p>
      <label className={controls.field}>
        <span className={controls.label}>{t('from')}</span>
        <select className={controls.input} value={from} onChange={(event) => setFrom(event.target.value)}>
          {line.free !== '0' && (
            <option value="">{t('fromFree', { quantity: format.number(line.free) })}</option>
          )}
          {holders.map((one) => (
            <option key={one.lineId} value={one.lineId}>
              {t('fromOrder', {
                number: one.orderNumber,
                company: one.companyName,
                quantity: format.number(one.reserved),
              })}
            </option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('quantityIn', { unit: queue.product.unitName })}</span>
        <input
          className={controls.input}
          name="quantity"
          inputMode="decimal"
          autoComplete="off"
          data-autofocus
          defaultValue={format.typed(line.waiting)}
        />
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('reason')}</span>
        <input className={controls.input} name="reason" maxLength={500} autoComplete="off" />
        <span className={controls.hint}>{t('reasonHint')}</span>
      </label>
    </FormDialog>
  )
}
