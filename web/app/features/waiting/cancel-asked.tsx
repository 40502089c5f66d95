import { cancelWaitingAsOperator, declineCancellation, type WaitingLine } from '@portal/api/absent-goods.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { toastProblem } from '../../ui/toast.tsx'
import officeList from '../../ui/office-list.module.css'
import './texts.ts'

/** A buyer asks to cancel a part of what waits: a manager does it, or lets the line wait on. */
export function CancelAsked({
  line,
  unit,
}: {
  line: Pick<WaitingLine, 'lineId' | 'orderId' | 'cancelAsked'>
  unit: string
}) {
  const { t } = useTranslation('waiting')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { orderId: line.orderId, lineId: line.lineId }
  const answer = useMutation({
    mutationFn: (yes: boolean) =>
      yes ? call(cancelWaitingAsOperator, { params, body: {} }) : call(declineCancellation, { params }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <span className={officeList.under}>
      <span className={officeList.late}>
        {t('asksToCancel', { quantity: format.number(line.cancelAsked), unit })}
      </span>{' '}
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        disabled={answer.isPending}
        onClick={() => answer.mutate(true)}
      >
        {t('doCancel')}
      </button>{' '}
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        disabled={answer.isPending}
        onClick={() => answer.mutate(false)}
      >
        {t('decline')}
      </button>
    </span>
  )
}
