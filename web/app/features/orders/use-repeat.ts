import { repeatOrder } from '@portal/api/orders.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { toastProblem } from '../../ui/toast.tsx'

/** Copies an order into a new cart at today's prices and rules. */
export function useRepeat(orderId: string) {
  const queries = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: () => call(repeatOrder, { params: { orderId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['carts'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
}
