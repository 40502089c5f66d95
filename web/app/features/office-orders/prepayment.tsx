import type { Order } from '@portal/api/orders.ts'
import { receivePrepayment, takeBackPrepayment } from '@portal/api/prepayment.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { toastProblem } from '../../ui/toast.tsx'
import { PrepaymentNote } from '../order-parts/prepayment-note.tsx'
import styles from '../order-parts/prepayment-note.module.css'
import './texts.ts'

/** The prepayment of an order, and the manager's mark that it has come: it can be taken back until goods are allocated by it. */
export function Prepayment({ order }: { order: Order }) {
  const { t } = useTranslation('office-orders')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { orderId: order.id }
  const amount = order.prepayment?.amount?.amount
  const readAgain = () => queries.invalidateQueries({ queryKey: ['orders'] })
  const mark = useMutation({
    mutationFn: (received: boolean) =>
      received
        ? call(receivePrepayment, { params, body: { amount: amount ?? '0' } })
        : call(takeBackPrepayment, { params }),
    onSuccess: readAgain,
    onError: async (error) => {
      toastProblem(problemText(error))
      // the sum, or what may be done, is another than what stands here
      await readAgain()
    },
  })
  const may = order.abilities.prepayment
  return (
    <PrepaymentNote
      prepayment={order.prepayment}
      hint={t('prepayment.hint')}
      action={
        may === 'receive' && (
          <button
            type="button"
            className={controls.button}
            disabled={mark.isPending}
            onClick={() => mark.mutate(true)}
          >
            {t('prepayment.receive')}
          </button>
        )
      }
      undo={
        may === 'take_back' && (
          <button
            type="button"
            className={styles.undo}
            disabled={mark.isPending}
            onClick={() => mark.mutate(false)}
          >
            {t('prepayment.take_back')}
          </button>
        )
      }
    />
  )
}
